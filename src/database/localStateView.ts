import type { Event, RenderedStateView } from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { Fold, PublishedStateView } from "./ports/index.js";

/** A published view with what folds it in this thread. */
export interface LocalStateView extends PublishedStateView {
  /** As `Fold`, for this view. */
  readonly evolve: (stored: RenderedStateView, events: readonly Event[]) => Uint8Array | undefined;
}

/** Folds each of these views by its own; of one name and version, the last counts. */
export function foldOf(views: readonly LocalStateView[]): Fold {
  let byName: ReadonlyMap<string, LocalStateView> | undefined;
  return (view, stored, events) => {
    byName ??= new Map(views.map((each) => [keyOf(each), each]));
    const local = byName.get(keyOf(view));
    if (local !== undefined) return local.evolve(stored, events);
    throw new DatabaseError(
      "not-found",
      `nothing folds the state view ${view.name} in version ${String(view.version)}`,
    );
  };
}

const keyOf = ({ name, version }: PublishedStateView): string => `${name}@${String(version)}`;
