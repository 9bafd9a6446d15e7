import type { Extent } from "./agreeOnRandomClasses.js";

const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** `CASES=1000000 npm run fuzz:codec` is the long run. */
export function extent(otherwise: number): Extent {
  const cases = given("CASES", otherwise);
  return {
    cases,
    seed: given("SEED", 1),
    classes: given("CLASSES", Math.max(60, Math.floor(Math.sqrt(cases)))),
  };
}
