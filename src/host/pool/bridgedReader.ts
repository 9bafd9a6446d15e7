import type {
  DatabaseInfo,
  EventReader,
  Head,
  LogQuery,
  RevisionRange,
  StoredEvent,
} from "../../database/index.js";
import { selectorToJson, type EventSelector, type Timestamp } from "../../domain/index.js";
import { EncodedEvent } from "../../protocol/index.js";
import type { AskOwner } from "./askOwner.js";
import type { WireEvents, WireInstant } from "./messages.js";
import { fromInstant, toWireQuery } from "./wire.js";

/** Reads a log that only the owner can read, as of a revision. */
export class BridgedReader implements EventReader {
  readonly database: DatabaseInfo;
  readonly head: Head;
  readonly #ask: AskOwner;

  constructor(database: DatabaseInfo, head: Head, ask: AskOwner) {
    this.database = database;
    this.head = head;
    this.#ask = ask;
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    if (revision > this.head.revision) return undefined;
    if (revision === this.head.revision) return this.head.recordedAt;
    const answer = this.#ask({ ask: "recordedAt", revision }) as WireInstant | undefined;
    return answer && fromInstant(answer);
  }

  *events(query: LogQuery): Generator<StoredEvent, void, undefined> {
    const seen = { ...query, upTo: this.#bounded(query.upTo) };
    let page = this.#ask({ ask: "events", query: toWireQuery(seen) }) as WireEvents;
    try {
      for (;;) {
        for (const { bytes, revision, effectiveTime } of page.events)
          yield new EncodedEvent(bytes, revision, fromInstant(effectiveTime));
        if (page.cursor === undefined) return;
        page = this.#ask({ ask: "more", cursor: page.cursor }) as WireEvents;
      }
    } finally {
      if (page.cursor !== undefined) this.#ask({ ask: "leave", cursor: page.cursor });
    }
  }

  last(selector: EventSelector, { after, upTo }: RevisionRange = {}): bigint {
    selector.assertBound();
    return this.#ask({
      ask: "last",
      selector: selectorToJson(selector),
      ...(after !== undefined && { after }),
      upTo: this.#bounded(upTo),
    }) as bigint;
  }

  close(): void {
    // The owner forgets what it holds for a job when the job is done.
  }

  #bounded(upTo: bigint | undefined): bigint {
    return upTo === undefined || upTo > this.head.revision ? this.head.revision : upTo;
  }
}
