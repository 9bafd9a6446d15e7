import type { SqlValue } from "./driver.js";

/**
 * So many rows, as the end of a statement and its parameters. SQLite looks at the parameter of a limit
 * while it plans, and makes the plan anew each time when it is given again: the sum keeps it from that.
 */
export const limitOf = (most: number): readonly [sql: string, parameters: readonly SqlValue[]] =>
  most === 1 ? ["limit 1", []] : ["limit ? + 0", [most]];
