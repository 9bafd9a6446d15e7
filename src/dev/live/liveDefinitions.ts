import {
  ComponentGoneError,
  DatabaseError,
  InMemorySnapshots,
  openedThrough,
  snapshotStore,
  type Databases,
  type Definition,
  type DefinitionStore,
  type OpenDatabase,
} from "../../database/index.js";
import { BuilderEndedError, type BuilderProcess } from "../builder/builderProcess.js";
import type { BuiltDefinition } from "../builder/messages.js";
import { definitionsOf, type Generation } from "./generation.js";

interface Source {
  readonly generation: number;
  readonly definition: BuiltDefinition;
  readonly builder: BuilderProcess;
}

/** So many generations can still be asked for components: what has begun with them goes on. */
const REMEMBERED = 4;

/**
 * What is published while a project is developed: of one generation at a time, all of it at once. A
 * component is built when it is asked for the first time, so that a save is live before all of it is
 * built.
 */
export class LiveDefinitions implements DefinitionStore {
  #definitions: readonly Definition[] = [];
  readonly #sources: (readonly [string, Source])[][] = [];
  readonly #asked = new Map<string, number>();
  #asking = 0;

  /** Replaces all that is published. */
  publishAll(generation: Generation): void {
    this.#definitions = definitionsOf(generation);
    const { prepared, builder } = generation;
    this.#sources.unshift(
      prepared.definitions.map((definition) => [
        definition.key,
        { generation: prepared.generation, definition, builder },
      ]),
    );
    this.#sources.splice(REMEMBERED);
  }

  /** Of all components that somebody may still have asked for. */
  get keys(): readonly string[] {
    return this.#sources.flat().map(([key]) => key);
  }

  list(): Promise<readonly Definition[]> {
    return Promise.resolve(this.#definitions);
  }

  /** The definition that was asked for last comes first: it will be asked for again. */
  byUse(definitions: readonly BuiltDefinition[]): readonly BuiltDefinition[] {
    const lastAsked = ({ world, name }: BuiltDefinition): number =>
      this.#asked.get(`${world} ${name}`) ?? 0;
    return [...definitions].sort((a, b) => lastAsked(b) - lastAsked(a));
  }

  isUsed({ world, name }: BuiltDefinition): boolean {
    return this.#asked.has(`${world} ${name}`);
  }

  /** A text with places of the sources, instead of those of a component's bundle. */
  async placed(key: string, text: string): Promise<string> {
    const source = this.#sourceOf(key);
    if (source === undefined) return text;
    const { generation, definition, builder } = source;
    const { world, name } = definition;
    const reply = await builder
      .ask({ ask: "places", generation, world, name, text })
      .catch(() => undefined);
    return reply?.kind === "placed" ? reply.text : text;
  }

  async component(key: string): Promise<Uint8Array | undefined> {
    const source = this.#sourceOf(key);
    if (source === undefined) return undefined;
    const { world, name } = source.definition;
    this.#asked.set(`${world} ${name}`, ++this.#asking);
    try {
      return await built(source, false);
    } catch (error) {
      if (!(error instanceof BuilderEndedError)) throw error;
      // Another builder has taken over; what is live now is built by that one.
      throw new ComponentGoneError(`${name} cannot be built: ${error.message}`, { cause: error });
    }
  }

  /**
   * Builds a component before it is asked for.
   * @param isSoon - it will be asked for any moment, so that nothing else goes first.
   */
  async ahead(
    { prepared: { generation }, builder }: Generation,
    definition: BuiltDefinition,
    isSoon: boolean,
  ): Promise<Uint8Array> {
    return built({ generation, definition, builder }, !isSoon);
  }

  #sourceOf(key: string): Source | undefined {
    return this.#sources.flat().find(([known]) => known === key)?.[1];
  }

  publish(): Promise<Definition> {
    return Promise.reject(
      new DatabaseError(
        "invalid-argument",
        "this server publishes what esf dev builds; use esf serve to publish by hand",
      ),
    );
  }
}

/** A component that cannot be built. */
export class NotBuiltError extends Error {
  override readonly name = "NotBuiltError";
}

async function built(
  { generation, definition: { world, name }, builder }: Source,
  ahead: boolean,
): Promise<Uint8Array> {
  const reply = await builder.ask({ ask: "component", generation, world, name, ahead });
  if (reply.kind === "component") return reply.bytes;
  if (reply.kind === "failed") throw new NotBuiltError(reply.reason);
  throw new ComponentGoneError(`${name} has been replaced meanwhile`);
}

/** A store of which one database has what is developed published, instead of what was published into it. */
export function withDefinitions(
  databases: Databases,
  database: string,
  definitions: DefinitionStore,
): Databases {
  return openedThrough(databases, async (name): Promise<OpenDatabase> => {
    const opened = await databases.open(name);
    if (name !== database) return opened;
    // States of code that will be gone in a minute are not worth a place on disk.
    const snapshots = snapshotStore(new InMemorySnapshots());
    return {
      events: opened.events,
      definitions,
      snapshots,
      get isGone() {
        return opened.isGone;
      },
    };
  });
}
