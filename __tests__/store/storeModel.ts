import type { DatabaseErrorCode, LogQuery, TransactionMetadata } from "../../src/database/index.js";
import type { Timestamp } from "../../src/domain/index.js";
import { selects, type Tree } from "../domain/selectorArbitraries.js";
import type { ModelEvent } from "../support/databaseModel.js";
import { isWithin } from "../support/conditionBounds.js";
import type { Attempt } from "./attempts.js";
import { CREATED_AT } from "./underTest.js";

/** A committed transaction, by the rules as one would read them out. */
export interface ModelTransaction extends TransactionMetadata {
  readonly id: string;
  readonly basis: bigint;
  readonly revision: bigint;
  readonly recordedAt: Timestamp;
  readonly events: readonly ModelEvent[];
}

/** What a store must be, kept in a list. */
export class StoreModel {
  readonly transactions: ModelTransaction[] = [];

  get events(): readonly ModelEvent[] {
    return this.transactions.flatMap(({ events }) => events);
  }

  get revision(): bigint {
    return this.transactions.at(-1)?.revision ?? 0n;
  }

  /** When the last transaction was recorded. */
  get recordedAt(): Timestamp {
    return this.transactions.at(-1)?.recordedAt ?? CREATED_AT;
  }

  /** The transaction, or why there is none. */
  append(attempt: Attempt): ModelTransaction | DatabaseErrorCode {
    const known = this.transactions.find(({ id }) => id === attempt.id);
    if (known !== undefined) return known;
    const { events, bounds, recordedAt: received, ...rest } = attempt;
    if (events.length === 0) return "invalid-argument";
    const fault = this.#fault(attempt);
    if (fault !== undefined) return fault;
    if (!bounds.every((condition) => isWithin(condition, this.last(condition.tree))))
      return "condition-violated";
    const basis = this.revision;
    const recordedAt = received.compare(this.recordedAt) < 0 ? this.recordedAt : received;
    const transaction = {
      ...rest,
      basis,
      revision: basis + BigInt(events.length),
      recordedAt,
      events: events.map((event, index) => ({
        ...event,
        revision: basis + BigInt(index + 1),
        effectiveTime: event.time ?? recordedAt,
      })),
    };
    this.transactions.push(transaction);
    return transaction;
  }

  /** All events are judged by themselves before any is compared with what its stream holds. */
  #fault({ events }: Attempt): DatabaseErrorCode | undefined {
    for (const [index, { stream, id }] of events.entries()) {
      if (stream === "1") return "invalid-event";
      const isTwin = (other: { stream: string; id: string }) =>
        other.stream === stream && other.id === id;
      if (events.slice(0, index).some(isTwin)) return "duplicate-event";
    }
    const isHeld = events.some(({ stream, id }) =>
      this.events.some((other) => other.stream === stream && other.id === id),
    );
    return isHeld ? "duplicate-event" : undefined;
  }

  /** The revision of the last event that the tree selects, within bounds. */
  last(tree: Tree, { after = 0n, upTo = this.revision }: LogQuery = {}): bigint {
    return (
      this.events.findLast(
        (event) => event.revision > after && event.revision <= upTo && selects(tree, event),
      )?.revision ?? 0n
    );
  }

  /** The revisions of the events that a query asks for, in its order. */
  query(tree: Tree | undefined, query: LogQuery): readonly bigint[] {
    const { after = 0n, upTo = this.revision, effectiveFrom, effectiveUpTo } = query;
    let found = this.events.filter(({ revision }) => revision > after && revision <= upTo);
    if (tree !== undefined) found = found.filter((event) => selects(tree, event));
    if (effectiveUpTo !== undefined)
      found = found.filter(({ effectiveTime }) => isUpTo(effectiveTime, effectiveUpTo));
    if (effectiveFrom !== undefined)
      found = found.filter(
        ({ effectiveTime: time, revision }) =>
          !isUpTo(time, effectiveFrom.timestamp) ||
          (time.equals(effectiveFrom.timestamp) && revision >= effectiveFrom.revision),
      );
    if (query.order === "effective-time")
      // Sorting keeps the order of revisions among equals.
      found = found.toSorted((a, b) =>
        a.effectiveTime.equals(b.effectiveTime)
          ? 0
          : isUpTo(a.effectiveTime, b.effectiveTime)
            ? -1
            : 1,
      );
    if (query.direction === "reverse") found = found.toReversed();
    return found.map(({ revision }) => revision).filter((_r, at) => at < (query.limit ?? Infinity));
  }
}

function isUpTo(a: Timestamp, b: Timestamp): boolean {
  return a.seconds === b.seconds ? a.nanoseconds <= b.nanoseconds : a.seconds < b.seconds;
}
