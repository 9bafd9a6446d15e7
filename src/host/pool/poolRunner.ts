import {
  ComponentGoneError,
  InMemorySnapshots,
  withReads,
  type Pinned,
  type Read,
  type Runner,
  type Snapshot,
  type SnapshotStore,
} from "../../database/index.js";
import { StateChangeError, StateViewError, type RenderedStateView } from "../../domain/index.js";
import { compileComponent, type ComponentOptions } from "../component.js";
import { Garbage } from "../garbage.js";
import type { CompiledComponent } from "../instantiable.js";
import { JobAnswers } from "./answerWorker.js";
import type { Job, Outcome, WirePinned, WireSnapshot } from "./messages.js";
import { JobStoppedError, type JobHost, type PooledWorker } from "./pooledWorker.js";
import { fromDecided, fromFailure, fromInstant, toInstant } from "./wire.js";
import { WorkerPool, type WorkerPoolOptions } from "./workerPool.js";

export interface PoolRunnerOptions extends WorkerPoolOptions, ComponentOptions {}

/** Keeping a state costs a write, and is worth it when so many events need not be folded again. */
const WORTH_KEEPING = 100;

/** Runs components in a pool of threads, under limits. */
export class PoolRunner implements Runner {
  readonly name = "components in a pool";
  readonly #pool: WorkerPool;
  readonly #options: ComponentOptions;
  readonly #compiled = new Map<string, Promise<CompiledComponent>>();
  readonly #snapshots = new WeakMap<object, InMemorySnapshots>();
  readonly #garbage = new Garbage();

  constructor(options: PoolRunnerOptions = {}) {
    this.#options = options;
    this.#pool = new WorkerPool(options);
  }

  /** Ends all threads. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Starts a thread before it is needed. */
  warm(): void {
    this.#pool.warm();
  }

  /** Compiles a component as it would be for a run. @throws Error when it cannot run here. */
  async check(hash: string, component: Uint8Array): Promise<void> {
    await this.#compiledOf(hash, () => Promise.resolve(component));
  }

  /** Compiles a component before it is asked for, from bytes that need not be there yet. */
  async ready(hash: string, bytes: () => Promise<Uint8Array>): Promise<void> {
    await this.#compiledOf(hash, bytes);
  }

  /** Lets go of components that are asked for no more; one that is asked for all the same is compiled anew. */
  forget(hashes: readonly string[]): void {
    const known = hashes.filter((hash) => this.#compiled.delete(hash));
    this.#pool.forget(hashes);
    if (known.length > 0) this.#garbage.collectSoon();
  }

  decide: Runner["decide"] = async (change, at, command, metadata) => {
    const recordedAt = await recordedAtOf(at);
    const jobFor = (worker: PooledWorker): Job => ({
      kind: "decide",
      at: pinned(at, recordedAt, worker),
      componentHash: change.componentHash,
      command,
      metadata: {
        ...metadata,
        commandReceivedAt: toInstant(metadata.commandReceivedAt),
        headers: [...metadata.headers],
      },
    });
    try {
      const [outcome, reads] = await this.#run(jobFor, change.componentHash, at);
      if (outcome.kind === "decided") return { ...fromDecided(outcome), reads };
      throw new Error(`a decision was answered as ${outcome.kind}`);
    } catch (error) {
      if (error instanceof JobStoppedError)
        throw StateChangeError.internal(`${change.name} gave no answer: ${error.message}`, {
          cause: error,
        });
      throw error;
    }
  };

  render: Runner["render"] = async (view, at, parameters) => {
    const recordedAt = await recordedAtOf(at);
    const jobFor = (worker: PooledWorker): Job => ({
      kind: "render",
      at: pinned(at, recordedAt, worker),
      view: { name: view.name, version: view.version },
      parameters,
    });
    try {
      const [outcome] = await this.#run(jobFor, view.componentHash, at);
      if (outcome.kind !== "rendered") throw new Error(`a view was answered as ${outcome.kind}`);
      const { rendered } = outcome;
      return (
        rendered &&
        ({
          context: {
            database: at.store.database.name,
            name: view.name,
            version: view.version,
            databaseRevision: at.revision,
            databaseRevisionTimestamp: fromInstant(recordedAt),
            contentType: view.contentType,
            contentSchema: view.contentSchema,
          },
          content: rendered.content,
          lastModifiedRevision: rendered.lastModifiedRevision,
          lastModifiedTimestamp: fromInstant(rendered.lastModifiedTimestamp),
        } satisfies RenderedStateView)
      );
    } catch (error) {
      if (error instanceof JobStoppedError)
        throw new StateViewError(
          { view: view.name, at: "request", reason: `no answer: ${error.message}` },
          { cause: error },
        );
      throw error;
    }
  };

  async #run(
    jobFor: (worker: PooledWorker) => Job,
    componentHash: string,
    at: Pinned,
  ): Promise<[Exclude<Outcome, { kind: "failed" }>, readonly Read[]]> {
    const { store, definitions } = at;
    const kept = this.#snapshotsOf(at);
    // Told as what it is: the thread only gets to know its message.
    let gone: ComponentGoneError | undefined;
    const host: JobHost = {
      answers: new JobAnswers(store, {
        find: async (key, revision) =>
          kept.find(key, revision) ?? (await at.snapshotStore?.find(key, revision)),
        keep: () => Promise.resolve(),
      }),
      component: (hash) =>
        this.#compiledOf(hash, async () => {
          const component = await definitions?.component(hash);
          if (component === undefined)
            throw new ComponentGoneError(`there is no component ${hash}`);
          return component;
        }).catch((error: unknown) => {
          if (error instanceof ComponentGoneError) gone = error;
          throw error;
        }),
    };
    const { outcome, reads, snapshots } = await this.#pool.run(jobFor, componentHash, host);
    this.#keep(snapshots, kept, at.snapshotStore);
    if (outcome.kind === "failed" && gone !== undefined) throw gone;
    if (outcome.kind === "failed") throw withReads(fromFailure(outcome.failure), reads);
    return [outcome, reads];
  }

  /** Compiled once for all threads. One that fails is tried again the next time. */
  #compiledOf(hash: string, bytes: () => Promise<Uint8Array>): Promise<CompiledComponent> {
    const known = this.#compiled.get(hash);
    if (known !== undefined) return known;
    const compiled = bytes().then((component) => compileComponent(component, this.#options));
    this.#compiled.set(hash, compiled);
    compiled.catch(() => this.#compiled.delete(hash));
    return compiled;
  }

  #snapshotsOf({ store }: Pinned): InMemorySnapshots {
    const known = this.#snapshots.get(store) ?? new InMemorySnapshots();
    this.#snapshots.set(store, known);
    return known;
  }

  #keep(
    wire: readonly WireSnapshot[],
    kept: InMemorySnapshots,
    store: SnapshotStore | undefined,
  ): void {
    const worth = [];
    for (const { key, folded, lastModifiedTimestamp, ...rest } of wire) {
      const snapshot: Snapshot = {
        ...rest,
        lastModifiedTimestamp: fromInstant(lastModifiedTimestamp),
      };
      kept.keep(key, snapshot);
      if (folded >= WORTH_KEEPING) worth.push({ key, snapshot });
    }
    // What is not kept is folded again, later.
    if (worth.length > 0) store?.keep(worth).catch(() => undefined);
  }
}

function pinned(
  { store, revision, effectiveTimestamp, catalog }: Pinned,
  recordedAt: WirePinned["recordedAt"],
  worker: PooledWorker,
): WirePinned {
  const { name, createdAt, origin } = store.database;
  return {
    database: { name, createdAt: toInstant(createdAt), origin },
    revision,
    recordedAt,
    effectiveTimestamp: effectiveTimestamp && toInstant(effectiveTimestamp),
    catalog: worker.catalogs.tell(catalog),
    reader: store.readerAddress,
  };
}

async function recordedAtOf({ store, revision }: Pinned): Promise<WirePinned["recordedAt"]> {
  return toInstant((await store.recordedAt(revision)) ?? store.database.createdAt);
}
