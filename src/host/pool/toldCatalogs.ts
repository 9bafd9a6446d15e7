import type { Catalog } from "../../database/index.js";
import type { WireCatalog } from "./messages.js";
import { Recent } from "./recent.js";
import { toWireView } from "./wire.js";

/** So many catalogs a worker remembers. */
const MOST = 100;

/** The catalogs that one worker was told and remembers; those used longest ago give way. */
export class ToldCatalogs {
  readonly #numbers = new Recent<Catalog, number>(MOST);
  #next = 1;

  /** What the worker must be told so that it has this catalog. */
  tell(catalog: Catalog): WireCatalog {
    const known = this.#numbers.get(catalog);
    if (known !== undefined) return { number: known };
    const number = this.#next++;
    const forget = this.#numbers.set(catalog, number);
    const views = catalog.stateViews.map(toWireView);
    return { number, views, ...(forget !== undefined && { forget }) };
  }
}
