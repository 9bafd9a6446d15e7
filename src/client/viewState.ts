import type { Timestamp } from "../domain/index.js";

/** A view's state as it is stored. */
export interface ViewState {
  /** The revision of the database that the state is true at. */
  readonly revision: bigint;
  /** `undefined`: nothing has been folded for these parameters yet. */
  readonly content: Uint8Array | undefined;
  /** The media type of the content. */
  readonly contentType: string | undefined;
  /** The revision of the last event folded; 0 for none. */
  readonly lastModifiedRevision: bigint;
  /** When that event was recorded. */
  readonly lastModified: Timestamp | undefined;
}
