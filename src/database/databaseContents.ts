import type { RenderedStateView, Timestamp } from "../domain/index.js";
import type { EventLog } from "./eventLog.js";
import type { StateViewSource } from "./stateViewSource.js";

/** What all views of one database share. */
export interface DatabaseContents {
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly log: EventLog;
  /** The published version of a view. */
  stateView(name: string, version: bigint): StateViewSource | undefined;
  /** Renderings at the latest revision that was asked for, by view and parameters. */
  readonly renderings: Map<string, RenderedStateView & { readonly atRevision: bigint }>;
}
