import { ALLOCATIONS, LOOPS, RECURSIONS } from "../probes/hostile/index.js";

/** One of each sort. */
const FEW = [
  ...["plain", "toJSON", "getter", "nested JSON", "nested arrays as JSON", "a nested pattern"],
  ...["bytes", "one huge buffer", "endless for", "endless and caught", "a catastrophic pattern"],
];

/** Fills the memory, which takes StarlingMonkey half a minute; the others do so as well. */
const SLOW = ["objects"];

/** Which hostile code an engine is asked to run. */
export function hostileNames({ limitsSteps }, { all }) {
  const names = Object.keys({ ...RECURSIONS, ...ALLOCATIONS, ...(limitsSteps ? LOOPS : {}) });
  if (!all) return names.filter((name) => FEW.includes(name));
  return limitsSteps ? names : names.filter((name) => !SLOW.includes(name));
}
