import type { Event, RenderedStateView } from "../../domain/index.js";
import type { PublishedStateView } from "./publishedStateView.js";

/**
 * Folds events, in the order in which they are given, into the stored content; `undefined` when there
 * is nothing to store. Folding in pieces gives the same as folding at once.
 * @throws StateViewError that says which event and which rule stopped it; the stored content stands.
 */
export type Fold = (
  view: PublishedStateView,
  stored: RenderedStateView,
  events: readonly Event[],
) => Uint8Array | undefined;
