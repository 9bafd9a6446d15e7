import { parentPort, workerData } from "node:worker_threads";
import {
  catalogOf,
  databaseAt,
  type Catalog,
  type DatabaseInfo,
  type EventReader,
  notingReads,
  type Fold,
  type Read,
} from "../../database/index.js";
import { CommandHeaders, type EventAttribute, type PlatformDatabase } from "../../domain/index.js";
import { askOwner } from "./askOwner.js";
import { BridgedReader } from "./bridgedReader.js";
import { Garbage } from "../garbage.js";
import { LoadedComponents } from "./loadedComponents.js";
import type { StateChangeComponent } from "../stateChangeComponent.js";
import type { StateViewComponent } from "../stateViewComponent.js";
import type {
  DecideJob,
  FromWorker,
  Job,
  Outcome,
  RenderJob,
  ToWorker,
  WirePinned,
  WorkerStart,
} from "./messages.js";
import { Recent } from "./recent.js";
import { fromInstant, fromWireView, toFailure, toInstant, toOutcome } from "./wire.js";
import { WorkerSnapshots } from "./workerSnapshots.js";

/**
 * A thread that runs whole decisions, with the views that they read, and renders views. Guests are
 * synchronous, and so is all that they reach: while one runs, this thread does nothing else, and
 * waits for no other guest.
 */

if (parentPort === null) throw new Error("this module is started as a worker");
const owner = parentPort;
const ask = askOwner(workerData as WorkerStart);
const say = (message: FromWorker): void => {
  owner.postMessage(message);
};

const components = new LoadedComponents((hash) => {
  say({ type: "needs", hash });
});
const garbage = new Garbage();
const catalogs = new Map<number, Catalog>();
/** The states of so many databases stay in a thread; those of others its owner has. */
const snapshots = new Recent<string, WorkerSnapshots>(32);

owner.on("message", (message: ToWorker) => {
  if (message.type === "component") components.take(message.hash, message.component);
  else if (message.type === "forget") {
    components.forget(message.hashes);
    garbage.collectSoon();
  } else void run(message.job);
});

async function run(job: Job): Promise<void> {
  const kept = snapshotsOf(job.at);
  let reads: readonly Read[] = [];
  const outcome = await outcomeOf(job, kept, (all) => (reads = all)).catch(
    (error: unknown): Outcome => ({
      kind: "failed",
      failure: toFailure(error),
    }),
  );
  say({ type: "done", outcome, reads, snapshots: kept.take() });
}

/** Runs the job; when it meets a component that is not there yet, fetches it and runs the job anew. */
async function outcomeOf(
  job: Job,
  kept: WorkerSnapshots,
  tell: (reads: readonly Read[]) => void,
): Promise<Outcome> {
  const catalog = catalogFrom(job.at);
  const reader = await readerOf(job.at);
  const change =
    job.kind === "decide"
      ? (await components.load(job.componentHash, "state-change")).stateChange
      : undefined;
  // What was loaded for this job stays with it, whatever is forgotten meanwhile.
  const views = new Map<string, StateViewComponent | undefined>();
  for (;;) {
    const missing = new Set<string>();
    const fold: Fold = (view, stored, events) => {
      const component =
        views.get(view.componentHash) ?? components.ready(view.componentHash)?.stateView;
      if (component === undefined) {
        missing.add(view.componentHash);
        throw new Error(`the component of ${view.name} is not loaded yet`);
      }
      kept.count(events.length);
      return component.evolve(stored, events);
    };
    say({ type: "began" });
    const database = databaseAt({ reader, catalog, fold, snapshots: kept });
    const reads: Read[] = [];
    tell(reads);
    const outcome = attempted(job, change, within(database, job.at), reads);
    if (missing.size === 0) return outcome;
    for (const hash of missing)
      views.set(hash, (await components.load(hash, "state-view")).stateView);
  }
}

function attempted(
  job: Job,
  change: StateChangeComponent | undefined,
  database: PlatformDatabase,
  reads: Read[],
): Outcome {
  try {
    return job.kind === "decide"
      ? decided(
          job,
          change,
          notingReads(database, (read) => reads.push(shortened(read))),
        )
      : rendered(job, database);
  } catch (error) {
    return { kind: "failed", failure: toFailure(error) };
  }
}

function decided(
  { command, metadata }: DecideJob,
  change: StateChangeComponent | undefined,
  database: PlatformDatabase,
): Outcome {
  if (change === undefined) throw new Error("the component is of the other world");
  return toOutcome(
    change.decide(database, command, {
      ...metadata,
      commandReceivedAt: fromInstant(metadata.commandReceivedAt),
      headers: new CommandHeaders(metadata.headers),
    }),
  );
}

const MOST_CHARACTERS = 500;

const shortened = ({ what, answer }: Read): Read => ({
  what,
  answer: answer.length > MOST_CHARACTERS ? `${answer.slice(0, MOST_CHARACTERS)}…` : answer,
});

function rendered({ view, parameters }: RenderJob, database: PlatformDatabase): Outcome {
  const bindings = parameters.map(([name, value]) => [name, value as EventAttribute] as const);
  const state = database.viewState(view.name, view.version, bindings);
  return {
    kind: "rendered",
    rendered: state && {
      content: state.content,
      lastModifiedRevision: state.lastModifiedRevision,
      lastModifiedTimestamp: toInstant(state.lastModifiedTimestamp),
    },
  };
}

const within = (
  database: PlatformDatabase,
  { effectiveTimestamp }: WirePinned,
): PlatformDatabase =>
  effectiveTimestamp === undefined
    ? database
    : database.atEffectiveTimestamp(fromInstant(effectiveTimestamp));

function catalogFrom({ catalog: { number, views, forget } }: WirePinned): Catalog {
  if (forget !== undefined) catalogs.delete(forget);
  if (views !== undefined) catalogs.set(number, catalogOf(views.map(fromWireView)));
  const catalog = catalogs.get(number);
  if (catalog === undefined) throw new Error(`catalog ${String(number)} was never told`);
  return catalog;
}

interface ReaderModule {
  openReader(address: unknown, upTo: bigint): EventReader;
}

async function readerOf({
  database,
  revision,
  recordedAt,
  reader,
}: WirePinned): Promise<EventReader> {
  if (reader !== undefined) {
    const opened = (await import(reader.module)) as ReaderModule;
    return opened.openReader(reader.address, revision);
  }
  const info: DatabaseInfo = { ...database, createdAt: fromInstant(database.createdAt) };
  return new BridgedReader(info, { revision, recordedAt: fromInstant(recordedAt) }, ask);
}

function snapshotsOf({ database: { name, createdAt } }: WirePinned): WorkerSnapshots {
  // A database of the same name that was made later is another one.
  const key = `${name}@${String(createdAt.seconds)}.${String(createdAt.nanoseconds)}`;
  const known = snapshots.get(key) ?? new WorkerSnapshots(ask);
  snapshots.set(key, known);
  return known;
}
