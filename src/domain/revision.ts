import { describe } from "./describe.js";

/** Revisions and versions have 64 bits, unsigned. */
export const MAX_REVISION = 2n ** 64n - 1n;

/**
 * The value as a revision (a count of the database's events, from 0 for an empty one).
 * @throws TypeError for anything but a bigint, RangeError beyond 64 bits.
 */
export function parseRevision(what: string, value: unknown): bigint {
  if (typeof value !== "bigint") {
    throw new TypeError(`${what} must be a bigint, got ${describe(value)}`);
  }
  if (value < 0n || value > MAX_REVISION) {
    throw new RangeError(`${what} must be between 0 and 2^64 - 1, got ${describe(value)}`);
  }
  return value;
}
