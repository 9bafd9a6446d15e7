import type { EventSelector, RangeCursor, Timestamp } from "../../domain/index.js";

/** The whole question that is put to a log, so that an index can answer all of it. */
export interface LogQuery {
  /** Which events, without open parameters; absent: all. */
  readonly selector?: EventSelector | undefined;
  /** Only events of later revisions. Default: 0. */
  readonly after?: bigint | undefined;
  /** Only events up to this revision, inclusive. Default, and at most: the head of what is read. */
  readonly upTo?: bigint | undefined;
  /** Only events from this place in effective-time order on, inclusive. */
  readonly effectiveFrom?: RangeCursor | undefined;
  /** Only events that take effect at or before the instant. */
  readonly effectiveUpTo?: Timestamp | undefined;
  /** By revision (the default), or by effective time, where the revision breaks ties. */
  readonly order?: "revision" | "effective-time" | undefined;
  /** Default: forward. */
  readonly direction?: "forward" | "reverse" | undefined;
  /** The most events, an integer from 0, counted in the query's direction. Default: no limit. */
  readonly limit?: number | undefined;
}

/** Between which revisions something is looked for. */
export type RevisionRange = Pick<LogQuery, "after" | "upTo">;
