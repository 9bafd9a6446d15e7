import { ALLOCATIONS } from "./allocations.js";
import { LOOPS } from "./loops.js";
import { RECURSIONS } from "./recursions.js";

/** Code that would never end, by name. */
export const HOSTILE = { ...ALLOCATIONS, ...LOOPS, ...RECURSIONS };

/** How they fail: with an error that could be caught, or not at all. */
export { ALLOCATIONS, LOOPS, RECURSIONS };
