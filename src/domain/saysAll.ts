/**
 * Marks errors that this package makes itself and whose message says everything: where it does so
 * tells an author nothing. A symbol of the whole process, as there may be two copies of the package.
 */
export const SAYS_ALL: unique symbol = Symbol.for("evidentsource.functions.says-all");

/** Whether an error's message says everything. */
export const saysAll = (error: object): boolean => SAYS_ALL in error;
