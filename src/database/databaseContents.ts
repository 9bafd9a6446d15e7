import type { Catalog, EventReader, Fold, Snapshots } from "./ports/index.js";

/** What a database is read and rendered by. */
export interface DatabaseContents {
  readonly reader: EventReader;
  readonly catalog: Catalog;
  readonly fold: Fold;
  readonly snapshots: Snapshots;
}
