import type { Timestamp } from "../../domain/index.js";
import { byEffectiveTime } from "../effectiveOrder.js";
import type { Head, Transaction } from "../ports/index.js";
import type { StoredEvent } from "../storedEvent.js";
import { EventIndex } from "./eventIndex.js";
import type { Place } from "./posting.js";
import { firstIndex } from "./sortedList.js";

/** The events and transactions of one database, with their indexes. It checks nothing. */
export class MemoryLog {
  #index: EventIndex | undefined;
  /** How many events stand in the index. */
  #indexed = 0;
  readonly #createdAt: Timestamp;
  readonly #events: StoredEvent[] = [];
  /** The recording of each event. */
  readonly #recordedAt: Timestamp[] = [];
  readonly #placeOfId = new Map<string, Place>();
  readonly #transactions: Transaction[] = [];
  readonly #transactionOfId = new Map<string, Transaction>();

  constructor(createdAt: Timestamp) {
    this.#createdAt = createdAt;
  }

  get head(): Head {
    return {
      revision: BigInt(this.#events.length),
      recordedAt: this.#recordedAt.at(-1) ?? this.#createdAt,
    };
  }

  get size(): Place {
    return this.#events.length;
  }

  /** Brought up to date when it is asked for; a log that nobody asks much has none. */
  get index(): EventIndex {
    const index = (this.#index ??= new EventIndex());
    while (this.#indexed < this.#events.length) {
      const event = this.#events[this.#indexed];
      this.#indexed += 1;
      if (event !== undefined) index.add(event, this.#indexed);
    }
    return index;
  }

  event(place: Place): StoredEvent | undefined {
    return this.#events[place - 1];
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    return revision === 0n ? this.#createdAt : this.#recordedAt[Number(revision) - 1];
  }

  placeOfId(stream: string, id: string): Place | undefined {
    return this.#placeOfId.get(idKey(stream, id));
  }

  transaction(id: string): Transaction | undefined {
    return this.#transactionOfId.get(id);
  }

  /** The transactions from the one that includes the revision on, up to another revision. */
  *transactions(from: bigint, upTo: bigint): Generator<Transaction> {
    let at = firstIndex(this.#transactions, ({ revision }) => revision >= from);
    for (;;) {
      const transaction = this.#transactions[at++];
      if (transaction === undefined || transaction.revision > upTo) return;
      yield transaction;
    }
  }

  /** The revision of the last transaction that was recorded at or before the instant. */
  revisionAt(instant: Timestamp): bigint {
    const after = firstIndex(
      this.#transactions,
      ({ recordedAt }) => recordedAt.compare(instant) > 0,
    );
    return this.#transactions[after - 1]?.revision ?? 0n;
  }

  append(transaction: Transaction): void {
    for (const event of transaction.events) {
      this.#events.push(event);
      this.#recordedAt.push(transaction.recordedAt);
      this.#placeOfId.set(idKey(event.stream, event.id), this.#events.length);
    }
    this.#transactions.push(transaction);
    this.#transactionOfId.set(transaction.id, transaction);
  }

  /** The order of two places in effective time. */
  readonly inEffectiveTime = (a: Place, b: Place): number => {
    const [one, other] = [this.event(a), this.event(b)];
    return one === undefined || other === undefined ? a - b : byEffectiveTime(one, other);
  };
}

/** U+001F stands in neither. */
const idKey = (stream: string, id: string): string => `${stream}\u001f${id}`;
