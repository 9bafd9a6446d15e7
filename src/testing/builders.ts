import {
  DEFAULT_ORIGIN,
  type InMemoryDatabase,
  storedEvent as stored,
  type LocalStateView,
  type StoredEvent,
} from "../database/index.js";
import {
  CommandHeaders,
  Timestamp,
  type Database,
  type EmittedEvent,
  type ProspectiveEvent,
  type StateChangeMetadata,
  type TimestampLike,
} from "../domain/index.js";
import { authorDatabase, completeEvent, currentDefinitions } from "../runtime/index.js";
import { DATABASE_NAME, databaseWith, FIRST_INSTANT } from "./history.js";
import { localStateView } from "./inProcess.js";

/**
 * An event as a decision emits it: complete, with a time and an id.
 *
 * @example
 * prospectiveEvent(event(AccountOpened, { accountId, owner }));
 */
export function prospectiveEvent(
  event: EmittedEvent,
  {
    at = FIRST_INSTANT,
    id = "event-1",
  }: { readonly at?: TimestampLike; readonly id?: string } = {},
): ProspectiveEvent {
  return completeEvent(event, currentDefinitions(), Timestamp.from(at), () => id);
}

/** Where and when a built event is stored. */
export interface StoredEventOptions {
  /** Default: 1. */
  readonly revision?: bigint;
  /** Default: 2026-01-01T00:00:00Z. */
  readonly recordedAt?: TimestampLike;
  /** The name of the database, which is part of the source. */
  readonly database?: string;
  /** For an event that is given none. Default: `event-` and the revision. */
  readonly id?: string;
}

/**
 * An event as a handler of a view is given it.
 *
 * @example
 * summary.credited(credit, storedEvent(event(AccountCredited, credit), { revision: 2n }));
 */
export function storedEvent(event: EmittedEvent, options: StoredEventOptions = {}): StoredEvent {
  const { revision = 1n, database = DATABASE_NAME } = options;
  const recordedAt = Timestamp.from(options.recordedAt ?? FIRST_INSTANT);
  const id = options.id ?? `event-${String(revision)}`;
  return stored(prospectiveEvent(event, { at: recordedAt, id }), {
    database,
    revision,
    recordedAt,
    origin: DEFAULT_ORIGIN,
  });
}

/** What a database in memory holds. */
export interface DatabaseSeed {
  /** Each in a transaction of its own, a second apart. */
  readonly events?: readonly EmittedEvent[];
  /** Views beside the registered ones, or in their place, such as {@link fixedView}. */
  readonly stateViews?: readonly LocalStateView[];
}

/** A database in memory with events and with every registered view. */
export function inMemoryDatabase({
  events = [],
  stateViews = [],
}: DatabaseSeed = {}): InMemoryDatabase {
  const definitions = currentDefinitions();
  const registered = definitions.stateViews.map((view) => localStateView(view));
  // Of views of one name and version, the last counts.
  return databaseWith(events, [...registered, ...stateViews], definitions);
}

/** The database as a decision is given it, to call a decision by hand. */
export function databaseOf(database: InMemoryDatabase): Database {
  const latest = database.latest();
  return authorDatabase(latest, {
    definitions: currentDefinitions(),
    receivedAt: latest.revisionTimestamp,
  });
}

/** What a decision is told beside its command. */
export function stateChangeMetadata(
  given: Partial<Omit<StateChangeMetadata, "headers" | "commandReceivedAt">> & {
    readonly headers?: Iterable<readonly [string, string]>;
    readonly commandReceivedAt?: TimestampLike;
  } = {},
): StateChangeMetadata {
  const { headers = [], commandReceivedAt = FIRST_INSTANT, ...rest } = given;
  return {
    stateChangeName: "command",
    stateChangeVersion: 1n,
    lastSeenRevision: 0n,
    ...rest,
    commandReceivedAt: Timestamp.from(commandReceivedAt),
    headers: new CommandHeaders(headers),
  };
}
