import type { Read } from "./ports/index.js";

const known = new WeakMap<object, readonly Read[]>();

/** Remembers what was read before a decision ended with the error; gives the error. */
export function withReads<E extends object>(error: E, reads: readonly Read[]): E {
  known.set(error, reads);
  return error;
}

/** What was read before a decision ended with an error, where the runner has noted it. */
export const readsOf = (error: unknown): readonly Read[] =>
  (typeof error === "object" && error !== null ? known.get(error) : undefined) ?? [];
