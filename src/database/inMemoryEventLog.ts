import type { Timestamp } from "../domain/index.js";
import type { Commit, EventLog } from "./eventLog.js";
import type { StoredEvent } from "./storedEvent.js";

/** An event log in an array. */
export class InMemoryEventLog implements EventLog {
  readonly #events: StoredEvent[] = [];
  readonly #recordedAt: Timestamp[] = [];
  readonly #ids = new Set<string>();
  readonly #transactions = new Map<string, { readonly basis: bigint; readonly revision: bigint }>();

  get revision(): bigint {
    return BigInt(this.#events.length);
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    return this.#recordedAt[Number(revision) - 1];
  }

  *read(after: bigint, upTo: bigint): Iterable<StoredEvent> {
    for (let index = Number(after); index < Number(upTo); index++) {
      const event = this.#events[index];
      if (event === undefined) return;
      yield event;
    }
  }

  has(stream: string, id: string): boolean {
    return this.#ids.has(idKey(stream, id));
  }

  transaction(id: string): { readonly basis: bigint; readonly revision: bigint } | undefined {
    return this.#transactions.get(id);
  }

  append({ events, recordedAt, transactionId }: Commit): void {
    const basis = this.revision;
    for (const event of events) {
      this.#events.push(event);
      this.#recordedAt.push(recordedAt);
      this.#ids.add(idKey(event.stream, event.id));
    }
    if (transactionId !== undefined) {
      this.#transactions.set(transactionId, { basis, revision: this.revision });
    }
  }
}

/** U+001F stands in neither. */
const idKey = (stream: string, id: string): string => `${stream}\u001f${id}`;
