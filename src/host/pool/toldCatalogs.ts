import type { Catalog } from "../../database/index.js";
import type { WireCatalog } from "./messages.js";
import { toWireView } from "./wire.js";

/** So many catalogs a worker remembers. */
const MOST = 100;

/** The catalogs that one worker was told and remembers; those used longest ago give way. */
export class ToldCatalogs {
  readonly #numbers = new Map<Catalog, number>();
  #next = 1;

  /** What the worker must be told so that it has this catalog. */
  tell(catalog: Catalog): WireCatalog {
    const known = this.#numbers.get(catalog);
    this.#numbers.delete(catalog);
    this.#numbers.set(catalog, known ?? this.#next++);
    if (known !== undefined) return { number: known };
    const number = this.#next - 1;
    const views = catalog.stateViews.map(toWireView);
    if (this.#numbers.size <= MOST) return { number, views };
    const [oldest] = this.#numbers;
    if (oldest === undefined) return { number, views };
    this.#numbers.delete(oldest[0]);
    return { number, views, forget: oldest[1] };
  }
}
