import { readStateViewMetadata } from "../artifact/index.js";
import {
  catalogOf,
  type Catalog,
  type Definition,
  type DefinitionStore,
  type PublishedStateChange,
  type PublishedStateView,
} from "../database/index.js";
import { selectorFromJson, type AttributeKind, type EventSelector } from "../domain/index.js";

/** What was published into a database, as the definitions say. */
export function catalogFrom(definitions: readonly Definition[]): Catalog {
  return catalogOf(
    definitions.filter(({ world }) => world === "state-view").map(publishedView),
    definitions.filter(({ world }) => world === "state-change").map(publishedChange),
  );
}

function publishedView({ metadata, version, componentHash }: Definition): PublishedStateView {
  const view = readStateViewMetadata(JSON.parse(metadata));
  const selector = selectorFromJson(view.event_selector);
  return {
    name: view.state_view_name,
    version,
    selector,
    parameters: parametersOf(selector),
    temporality: view.query_temporality,
    contentType: view.content_type,
    contentSchema: view.content_schema,
    componentHash,
  };
}

/** What each parameter of a selector stands for. @throws RangeError for one of two kinds. */
export function parametersOf(selector: EventSelector): ReadonlyMap<string, AttributeKind> {
  const parameters = new Map<string, AttributeKind>();
  for (const [name, kinds] of selector.parameters()) {
    const [kind, ...others] = kinds;
    if (kind === undefined || others.length > 0)
      throw new RangeError(
        `parameter ${name} stands for ${[...kinds].join(" and ")}; give each its own name`,
      );
    parameters.set(name, kind);
  }
  return parameters;
}

const publishedChange = ({ name, version, componentHash }: Definition): PublishedStateChange => ({
  name,
  version,
  componentHash,
});

/**
 * The catalog of one database. A version never changes, so what is known stays true; what is not known
 * may have been published by another process, and is looked for once more.
 */
export class CatalogCache {
  readonly #definitions: DefinitionStore;
  #known: Promise<Catalog> | undefined;

  constructor(definitions: DefinitionStore) {
    this.#definitions = definitions;
  }

  /** What is known; read from the store the first time. */
  async get(): Promise<Catalog> {
    this.#known ??= this.#read();
    return this.#known;
  }

  /** What is published now. */
  async refresh(): Promise<Catalog> {
    this.#known = this.#read();
    return this.#known;
  }

  /** What `find` finds, in what is known or else in what is published now. */
  async find<D>(find: (catalog: Catalog) => D | undefined): Promise<[Catalog, D | undefined]> {
    const known = await this.get();
    const found = find(known);
    if (found !== undefined) return [known, found];
    const now = await this.refresh();
    return [now, find(now)];
  }

  async #read(): Promise<Catalog> {
    try {
      return catalogFrom(await this.#definitions.list());
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }
}
