import type { PublishedStateChange } from "./publishedStateChange.js";
import type { PublishedStateView } from "./publishedStateView.js";

/** What was published into a database. */
export interface Catalog {
  /** The view in exactly this version. */
  stateView(name: string, version: bigint): PublishedStateView | undefined;
  /** The state change in exactly this version. */
  stateChange(name: string, version: bigint): PublishedStateChange | undefined;
  /** The view's highest version. */
  latestStateView(name: string): PublishedStateView | undefined;
  /** The state change's highest version. */
  latestStateChange(name: string): PublishedStateChange | undefined;
  /** All versions, by name and version. */
  readonly stateViews: readonly PublishedStateView[];
  /** All versions, by name and version. */
  readonly stateChanges: readonly PublishedStateChange[];
}
