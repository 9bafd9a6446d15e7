import type { EventSelector } from "./selector/eventSelector.js";
import type { Timestamp } from "./timestamp.js";

/** A place in effective-time order; revision breaks ties. */
export interface RangeCursor {
  /** The effective time. */
  readonly timestamp: Timestamp;
  /** The revision, among events with the same effective time. */
  readonly revision: bigint;
}

/** In which order events are read, and between which bounds. `startAt` is a lower bound in both directions. */
export type QueryRange =
  | { readonly by: "revision"; readonly startAt?: bigint | undefined }
  | {
      readonly by: "effective-time";
      readonly startAt?: RangeCursor | undefined;
      readonly endAt?: Timestamp | undefined;
    };

/** In which order events are read, from where, and how many. */
export interface QueryOptions {
  /** Default: all events in revision order. */
  readonly range?: QueryRange | undefined;
  /** Default: forward. */
  readonly direction?: "forward" | "reverse" | undefined;
  /** The most events to return, counted in the query's direction. */
  readonly limit?: number | undefined;
}

/** A query as the platform takes it. */
export interface DatabaseQuery extends QueryOptions {
  /** Which events are asked for. */
  readonly selector: EventSelector;
}
