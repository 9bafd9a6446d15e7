import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sep } from "node:path";
import {
  bound,
  BundleError,
  chooseEngine,
  complete,
  displayPath,
  EngineError,
  makeComponent,
  parseWit,
  prepare,
  ProjectError,
  withSourcePlaces,
  type ComponentEngine,
  type CompleteDefinition,
  type Preparation,
  type PreparedDefinition,
  type Project,
  type Remember,
  type WitDocument,
} from "../../build/index.js";
import { messageOf } from "../../domain/index.js";
import { hasErrors } from "../../model/diagnostic.js";
import { definitionKey } from "./definitionKey.js";
import type { Wanted } from "./componentQueue.js";
import { FoundBefore } from "./foundBefore.js";
import type {
  BuiltDefinition,
  ComponentReply,
  Placed,
  Prepared,
  PrepareReply,
} from "./messages.js";
import { Snapshot, sourceFolder } from "./snapshot.js";

interface Generation {
  readonly number: number;
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly preparation: Preparation;
}

/** So many are remembered: decisions that have begun may still ask for components of earlier ones. */
const REMEMBERED = 4;

/** So often the sources are looked at again when they change while they are read. */
const ATTEMPTS = 20;

/** The sources have changed while they were looked at. */
class OldNewsError extends Error {
  override readonly name = "OldNewsError";
}

/** The states that a project's sources have gone through, and their components. */
export class Generations {
  readonly #project: Project;
  readonly #engine: ComponentEngine;
  readonly #wit: WitDocument;
  readonly #generations: Generation[] = [];
  #last: Snapshot | undefined;
  readonly #found = new FoundBefore();
  /** How often something was saved, as far as this is told. */
  #saves = 0;

  constructor(project: Project, engine: string) {
    this.#project = project;
    this.#engine = chooseEngine({ engine });
    const wit = fileURLToPath(new URL("../../../wit/decider.wit", import.meta.url));
    this.#wit = parseWit(readFileSync(wit, "utf8"));
  }

  /** Looks at the sources as they are now, and at what of them is new. */
  async prepare(number: number, anyway: boolean): Promise<PrepareReply> {
    if (!anyway && this.#last?.isCurrent() === true) return { kind: "unchanged" };
    for (let attempt = 1; ; attempt++) {
      const snapshot = new Snapshot(sourceFolder(this.#project.index));
      snapshot.begin();
      try {
        const prepared = await this.#prepared(number, snapshot, attempt < ATTEMPTS);
        // What was saved while it was read may have been read in part.
        if (snapshot.isCurrent() || attempt === ATTEMPTS) return this.#taken(prepared);
      } catch (error) {
        if (error instanceof OldNewsError) continue;
        if (!(error instanceof ProjectError)) throw error;
        return { kind: "failed", reason: error.message };
      }
    }
  }

  /** Something was saved: what is looked at now is old news, and need not be looked at to its end. */
  hurry(): void {
    this.#saves += 1;
  }

  /**
   * Builds a component, from the sources as the generation found them.
   * @param pause - is awaited between its steps, so that others can go first.
   */
  async component(wanted: Wanted, pause: () => Promise<void>): Promise<ComponentReply> {
    const remembered = this.#remembered(wanted);
    if (remembered === undefined) return { kind: "replaced" };
    const { project, preparation, definition } = remembered;
    let completed: CompleteDefinition | undefined;
    try {
      completed = await complete(project, definition, preparation);
      await pause();
      const what = bound(completed, this.#engine, this.#wit);
      const { component } = await makeComponent(completed, what, this.#engine, this.#wit);
      return { kind: "component", bytes: component };
    } catch (error) {
      if (!(error instanceof EngineError || error instanceof BundleError)) throw error;
      const message = messageOf(error);
      const reason =
        completed === undefined ? message : withSourcePlaces(message, project, completed);
      return { kind: "failed", reason };
    }
  }

  /**
   * Rewrites places of a component's bundle in a text. The bundle is made once more, from the same
   * sources: maps of all would take more memory than all else.
   */
  async places(wanted: Wanted, text: string): Promise<Placed> {
    const remembered = this.#remembered(wanted);
    if (remembered === undefined) return { kind: "placed", text };
    const { project, preparation, definition } = remembered;
    const completed = await complete(project, definition, preparation);
    return { kind: "placed", text: withSourcePlaces(text, project, completed) };
  }

  #remembered({ generation: number, world, name }: Wanted) {
    const generation = this.#generations.find((one) => one.number === number);
    const definition = generation?.preparation.definitions.find(
      (one) => one.world === world && one.name === name,
    );
    return generation && definition && { ...generation, definition };
  }

  /** @throws OldNewsError, where it may, as soon as something is saved. */
  async #prepared(number: number, snapshot: Snapshot, mayEnd: boolean): Promise<Generation> {
    const project = { ...this.#project, read: snapshot.read };
    const saves = this.#saves;
    const remember: Remember = async (definition, discovery, look) => {
      const key = definitionKey(definition, discovery, snapshot.read);
      const found = await this.#found.of(key, () => {
        if (mayEnd && this.#saves !== saves) throw new OldNewsError();
        return look();
      });
      const { exportNames, declarations, world, name } = definition;
      return {
        ...found,
        definition: { ...found.definition, exportNames, declarations, world, name, key },
      };
    };
    const preparation = await prepare(project, this.#engine.environment, { remember });
    // What cannot even be loaded asks for nothing, and is mended soon.
    if (preparation.definitions.length > 0) this.#found.next();
    return { number, project, snapshot, preparation };
  }

  #taken(generation: Generation): Prepared {
    const { number, snapshot, preparation } = generation;
    const { diagnostics, model } = preparation;
    const changed = this.#last === undefined ? [] : snapshot.differences(this.#last);
    this.#last = snapshot;
    const ok = !hasErrors(diagnostics);
    if (ok) {
      this.#generations.push(generation);
      if (this.#generations.length > REMEMBERED) this.#generations.shift();
    }
    const own = new Set(snapshot.files);
    const fixed = this.#found.files.filter(
      (file) => !own.has(file) && !file.includes(`${sep}node_modules${sep}`),
    );
    return {
      kind: "prepared",
      ...{ generation: number, ok, diagnostics, model },
      definitions: preparation.definitions.map(built),
      files: [...own],
      fixed: [...new Set(fixed)],
      changed: changed.map((file) => displayPath(this.#project, file)),
      memory: process.memoryUsage.rss(),
    };
  }
}

const built = (definition: PreparedDefinition): BuiltDefinition => {
  const { world, name, key } = definition as PreparedDefinition & { readonly key: string };
  return { world, name, key };
};
