import type { StoredEvent } from "../../database/index.js";
import type { EventSelector } from "../../domain/index.js";

/** What of an event a selector looks at. */
type Recent = Pick<StoredEvent, "revision" | "stream" | "subject" | "type">;

/** So many events are remembered. */
const MOST = 4_096;
/** Looking through more events than this costs more than asking PostgreSQL. */
const MOST_LOOKED_AT = 1_024;

/**
 * The last events of a log, in memory: conditions mostly ask what came after a revision that was read
 * just now. What lies between `floor` and `head` is here without gaps.
 */
export class RecentEvents {
  #events: Recent[] = [];
  #floor = 0n;
  #head = 0n;

  get head(): bigint {
    return this.#head;
  }

  /** Begins anew at a head, where others wrote. */
  restart(head: bigint): void {
    this.#events = [];
    this.#floor = this.#head = head;
  }

  add(events: readonly StoredEvent[]): void {
    for (const { revision, stream, subject, type } of events) {
      this.#events.push({ revision, stream, subject, type });
      this.#head = revision;
    }
    if (this.#events.length <= 2 * MOST) return;
    this.#events = this.#events.slice(-MOST);
    this.#floor = this.#head - BigInt(this.#events.length);
  }

  /** Whether what came after the revision is here, and not too much. */
  covers(after: bigint): boolean {
    return after >= this.#floor && this.#head - after <= MOST_LOOKED_AT;
  }

  /** The last selected revision after another one that is not below what is here; 0 for none. */
  last(selector: EventSelector, after: bigint): bigint {
    for (let at = this.#events.length - 1; at >= 0; at--) {
      const event = this.#events[at];
      if (event === undefined || event.revision <= after) return 0n;
      if (selector.matches(event)) return event.revision;
    }
    return 0n;
  }
}
