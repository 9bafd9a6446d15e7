import type { EventStore, SnapshotStore, StoredEvent } from "../../database/index.js";
import { selectorFromJson } from "../../domain/index.js";
import { bytesOf } from "../../protocol/index.js";
import type { Answer, Question, WireEvents } from "./messages.js";
import { fromWireQuery, toFailure, toInstant } from "./wire.js";

/** So many events, or so many bytes, cross at a time. */
const EVENTS_A_PAGE = 500;
const BYTES_A_PAGE = 1_000_000;

/** Answers what one job asks of its database. */
export class JobAnswers {
  readonly #store: EventStore;
  readonly #snapshots: SnapshotStore | undefined;
  readonly #cursors = new Map<number, AsyncIterator<StoredEvent>>();
  #next = 0;

  constructor(store: EventStore, snapshots: SnapshotStore | undefined) {
    this.#store = store;
    this.#snapshots = snapshots;
  }

  async answer(question: Question): Promise<Answer> {
    try {
      return { ok: true, value: await this.#valueOf(question) };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  /** Lets go of what was not read to its end. */
  close(): void {
    for (const iterator of this.#cursors.values()) void iterator.return?.();
    this.#cursors.clear();
  }

  async #valueOf(question: Question): Promise<unknown> {
    switch (question.ask) {
      case "events": {
        const cursor = this.#next++;
        const events = this.#store.events(fromWireQuery(question.query));
        this.#cursors.set(cursor, events[Symbol.asyncIterator]());
        return this.#page(cursor);
      }
      case "more":
        return this.#page(question.cursor);
      case "leave":
        await this.#cursors.get(question.cursor)?.return?.();
        this.#cursors.delete(question.cursor);
        return undefined;
      case "last": {
        const { selector, after, upTo } = question;
        return this.#store.last(selectorFromJson(selector), { after, upTo });
      }
      case "recordedAt": {
        const recorded = await this.#store.recordedAt(question.revision);
        return recorded && toInstant(recorded);
      }
      case "snapshot": {
        const found = await this.#snapshots?.find(question.key, question.revision);
        return found && { ...found, lastModifiedTimestamp: toInstant(found.lastModifiedTimestamp) };
      }
    }
  }

  async #page(cursor: number): Promise<WireEvents> {
    const iterator = this.#cursors.get(cursor);
    const events: WireEvents["events"][number][] = [];
    let size = 0;
    while (iterator !== undefined && events.length < EVENTS_A_PAGE && size < BYTES_A_PAGE) {
      const next = await iterator.next();
      if (next.done === true) {
        this.#cursors.delete(cursor);
        return { events, cursor: undefined };
      }
      const { revision, effectiveTime } = next.value;
      // A copy of what may be a view of something larger.
      const bytes = Uint8Array.from(bytesOf(next.value));
      events.push({ bytes, revision, effectiveTime: toInstant(effectiveTime) });
      size += bytes.length;
    }
    return { events, cursor: iterator === undefined ? undefined : cursor };
  }
}
