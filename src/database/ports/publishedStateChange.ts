/** What was published first has this version; the platform counts on from there. */
export const FIRST_VERSION = 1n;

/** A published state change, as data. */
export interface PublishedStateChange {
  /** The name of the state change. */
  readonly name: string;
  /** Assigned at publishing, from 1. */
  readonly version: bigint;
  /** What decides: the hash of its component. */
  readonly componentHash: string;
}
