import {
  conditionHolds,
  parseName,
  prospectiveEventProblem,
  Timestamp,
  type AppendCondition,
  type EventSelector,
  type PlatformDatabase,
  type ProspectiveEvent,
  type RenderedStateView,
} from "../domain/index.js";
import { databaseAt } from "./databaseAt.js";
import type { DatabaseContents } from "./databaseContents.js";
import { DatabaseError } from "./databaseError.js";
import type { EventLog } from "./eventLog.js";
import { InMemoryEventLog } from "./inMemoryEventLog.js";
import type { StateViewSource } from "./stateViewSource.js";
import { storedEvent, type StoredEvent } from "./storedEvent.js";

/** What a database in memory is made of. */
export interface InMemoryDatabaseOptions {
  /** Default: `database`. */
  readonly name?: string;
  /** Default: the epoch. */
  readonly createdAt?: Timestamp;
  /** The views that can be read, with what folds them. */
  readonly stateViews?: readonly StateViewSource[];
}

/** What a transaction is told beside its events and conditions. */
export interface TransactionOptions {
  /**
   * Names the transaction, so that it can be sent again: of the second time only the result of the
   * first is given. An empty id names nothing.
   */
  readonly transactionId?: string | undefined;
}

/** A transaction's outcome. */
export interface TransactionResult {
  /** The revision before it. */
  readonly basis: bigint;
  /** The revision after it. */
  readonly revision: bigint;
  /** What was appended, with its revisions. */
  readonly events: readonly StoredEvent[];
}

/**
 * A database in memory with the platform's semantics: revisions, selectors, append conditions,
 * atomic transactions, and views rendered by whatever folds them.
 *
 * @example
 * const database = new InMemoryDatabase({ name: "bank" });
 * database.transact([prospectiveEvent(opened)], [AppendCondition.mustNotExist(selector)], now);
 * database.latest().queryEvents({ selector });
 */
export class InMemoryDatabase {
  /** The name of the database. */
  readonly name: string;
  /** When it was created. */
  readonly createdAt: Timestamp;
  readonly #log: EventLog = new InMemoryEventLog();
  readonly #contents: DatabaseContents;

  /** An empty database. */
  constructor({
    name = "database",
    createdAt = new Timestamp(0n),
    stateViews = [],
  }: InMemoryDatabaseOptions = {}) {
    this.name = parseName("database", name);
    this.createdAt = createdAt;
    const sources = new Map(stateViews.map((view) => [viewKey(view.name, view.version), view]));
    this.#contents = {
      name,
      createdAt,
      log: this.#log,
      stateView: (view, version) => sources.get(viewKey(view, version)),
      renderings: new Map<string, RenderedStateView & { atRevision: bigint }>(),
    };
  }

  /** How many events it holds. */
  get revision(): bigint {
    return this.#log.revision;
  }

  /** The database as it is now; what is committed later does not show in it. */
  latest(): PlatformDatabase {
    return databaseAt(this.#contents, this.revision);
  }

  /**
   * Appends the events if all conditions hold, or nothing. Conditions look at the database before the
   * transaction's own events. A transaction that is known by its id is not looked at again, for its own
   * first commit may violate its conditions.
   * @throws DatabaseError that says which event or condition is in the way.
   */
  transact(
    events: readonly ProspectiveEvent[],
    conditions: readonly AppendCondition[],
    recordedAt: Timestamp,
    { transactionId }: TransactionOptions = {},
  ): TransactionResult {
    const id = transactionId === "" ? undefined : transactionId;
    const known = id === undefined ? undefined : this.#log.transaction(id);
    if (known !== undefined) {
      return { ...known, events: [...this.#log.read(known.basis, known.revision)] };
    }
    if (events.length === 0)
      throw new DatabaseError("invalid-argument", "a transaction needs at least one event");
    this.#checkEvents(events);
    for (const condition of conditions) this.#checkCondition(condition);
    const basis = this.revision;
    const stored = events.map((event, index) =>
      storedEvent(event, { database: this.name, revision: basis + BigInt(index + 1), recordedAt }),
    );
    this.#log.append({ events: stored, recordedAt, transactionId: id });
    return { basis, revision: this.revision, events: stored };
  }

  #checkEvents(events: readonly ProspectiveEvent[]): void {
    const seen = new Set<string>();
    for (const event of events) {
      const problem = prospectiveEventProblem(event);
      if (problem !== undefined) throw new DatabaseError("invalid-event", problem);
      const key = `${event.stream}/${event.id}`;
      if (seen.has(key) || this.#log.has(event.stream, event.id)) {
        throw new DatabaseError(
          "duplicate-event",
          `the stream ${event.stream} already holds the event ${event.id}`,
        );
      }
      seen.add(key);
    }
  }

  #checkCondition(condition: AppendCondition): void {
    const last = this.#lastSelected(condition.selector);
    if (conditionHolds(condition, last)) return;
    throw new DatabaseError(
      "condition-violated",
      `an append condition does not hold: ${describeBounds(condition)}, but ${
        last === 0n
          ? "no event is selected"
          : `the last selected event has revision ${String(last)}`
      }`,
    );
  }

  #lastSelected(selector: EventSelector): bigint {
    let last = 0n;
    for (const event of this.#log.read(0n, this.revision))
      if (selector.matches(event)) last = event.revision;
    return last;
  }
}

const viewKey = (name: string, version: bigint): string => `${name}@${String(version)}`;

function describeBounds(condition: AppendCondition): string {
  switch (condition.kind) {
    case "min":
      return `revision ${String(condition.revision)} or later was expected`;
    case "max":
      return condition.revision === 0n
        ? "no selected event was expected"
        : `revision ${String(condition.revision)} or earlier was expected`;
    case "range":
      return `a revision from ${String(condition.min)} to ${String(condition.max)} was expected`;
  }
}
