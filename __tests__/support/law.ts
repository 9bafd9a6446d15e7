import fc from "fast-check";

/** How many random cases a law is tried on; `npm run test:laws` asks for 10,000. */
const CASES = Number(process.env["LAW_CASES"] ?? 300);

/** Checks that a property holds for all inputs. */
export function law<Inputs>(property: fc.IProperty<Inputs>): void {
  fc.assert(property, { numRuns: CASES });
}

/** The same for a property that takes its time. */
export async function asyncLaw<Inputs>(property: fc.IAsyncProperty<Inputs>): Promise<void> {
  await fc.assert(property, { numRuns: CASES });
}
