import type { StoredEvent } from "../../database/index.js";
import type { EventSelector } from "../../domain/index.js";

/** What of an event a selector looks at. */
type Recent = Pick<StoredEvent, "revision" | "stream" | "subject" | "type">;

/** So many times as many events are remembered as are looked at. */
const KEPT = 4;

/**
 * The last events of a log, in memory: conditions mostly ask what came after a revision that was read
 * just now. What lies between `floor` and `head` is here without gaps.
 */
export class RecentEvents {
  #events: Recent[] = [];
  #floor = 0n;
  #head = 0n;
  readonly #mostLookedAt: number;

  /** @param mostLookedAt looking through more events than this costs more than asking the database */
  constructor(mostLookedAt: number) {
    this.#mostLookedAt = mostLookedAt;
  }

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
    const most = KEPT * this.#mostLookedAt;
    if (this.#events.length <= 2 * most) return;
    this.#events = this.#events.slice(-most);
    this.#floor = this.#head - BigInt(this.#events.length);
  }

  /** Whether what came after the revision is here, and not too much. */
  covers(after: bigint): boolean {
    return after >= this.#floor && this.#head - after <= this.#mostLookedAt;
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
