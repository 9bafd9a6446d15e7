/** Steps, which are turns of loops, calls and attempts of a regular expression, that the engine counts as one. */
export const STEPS_PER_UNIT = 10_000;
