import { readStateViewMetadata } from "../artifact/index.js";
import type {
  Catalog,
  Definition,
  DefinitionStore,
  PublishedStateChange,
  PublishedStateView,
} from "../database/index.js";
import { selectorFromJson, type AttributeKind, type EventSelector } from "../domain/index.js";

/** What was published into a database, as the definitions say. */
export function catalogOf(definitions: readonly Definition[]): Catalog {
  const stateViews = definitions.filter(({ world }) => world === "state-view").map(publishedView);
  const stateChanges = definitions
    .filter(({ world }) => world === "state-change")
    .map(publishedChange);
  const views = byVersion(stateViews);
  const changes = byVersion(stateChanges);
  return {
    stateViews,
    stateChanges,
    stateView: (name, version) => views.get(name)?.get(version),
    stateChange: (name, version) => changes.get(name)?.get(version),
    latestStateView: (name) => latest(views.get(name)),
    latestStateChange: (name) => latest(changes.get(name)),
  };
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

interface Versioned {
  readonly name: string;
  readonly version: bigint;
}

function byVersion<D extends Versioned>(all: readonly D[]): Map<string, Map<bigint, D>> {
  const names = new Map<string, Map<bigint, D>>();
  for (const definition of all) {
    const versions = names.get(definition.name) ?? new Map<bigint, D>();
    names.set(definition.name, versions.set(definition.version, definition));
  }
  return names;
}

function latest<D extends Versioned>(versions: ReadonlyMap<bigint, D> | undefined): D | undefined {
  let found: D | undefined;
  for (const definition of versions?.values() ?? [])
    if (found === undefined || definition.version > found.version) found = definition;
  return found;
}

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
      return catalogOf(await this.#definitions.list());
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }
}
