import fc from "fast-check";

/** How many random cases a law is tried on; `npm run test:laws` asks for 10,000. */
const CASES = Number(process.env["LAW_CASES"] ?? 300);

/** Checks that a property holds for all inputs. */
export function law<Inputs>(property: fc.IProperty<Inputs>): void {
  fc.assert(property, { numRuns: CASES });
}
