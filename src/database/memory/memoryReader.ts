import type { EventSelector, Timestamp } from "../../domain/index.js";
import { checkLimit } from "../checkLimit.js";
import { compareToCursor } from "../effectiveOrder.js";
import type { DatabaseInfo, EventReader, Head, LogQuery, RevisionRange } from "../ports/index.js";
import type { StoredEvent } from "../storedEvent.js";
import type { MemoryLog } from "./memoryLog.js";
import { merged } from "../merged.js";
import { planOf, type Plan } from "./plan.js";
import type { Place, PlaceRange } from "./posting.js";

/** So few events are looked through faster than they are looked up. */
const FEW = 8;

/** Reads a log in memory as of a head of it. */
export class MemoryReader implements EventReader {
  readonly database: DatabaseInfo;
  readonly head: Head;
  readonly #log: MemoryLog;

  constructor(database: DatabaseInfo, log: MemoryLog, head: Head) {
    this.database = database;
    this.#log = log;
    this.head = head;
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    return revision > this.head.revision ? undefined : this.#log.recordedAt(revision);
  }

  *events(query: LogQuery): Generator<StoredEvent> {
    const { selector, limit = Number.POSITIVE_INFINITY } = query;
    checkLimit(query.limit);
    selector?.assertBound();
    if (limit === 0) return;
    const { isExact, places } = this.#search(query);
    let found = 0;
    for (const place of places) {
      const event = this.#log.event(place);
      if (event === undefined || !isInTime(event, query)) continue;
      if (!isExact && selector?.matches(event) === false) continue;
      yield event;
      if ((found += 1) >= limit) return;
    }
  }

  last(selector: EventSelector, { after, upTo }: RevisionRange = {}): bigint {
    for (const { revision } of this.events({
      selector,
      after,
      upTo,
      direction: "reverse",
      limit: 1,
    })) {
      return revision;
    }
    return 0n;
  }

  close(): void {
    // There is nothing to let go of.
  }

  /** Where to look, in the query's order, and whether all that is found there is selected. */
  #search(query: LogQuery): { readonly isExact: boolean; readonly places: Iterable<Place> } {
    const { selector, order, direction } = query;
    const range = this.#range(query);
    if (range.after >= range.upTo) return { isExact: true, places: [] };
    if (order !== "effective-time" && (selector === undefined || this.#log.size <= FEW)) {
      const places = direction === "reverse" ? placesDown(range) : placesUp(range);
      return { isExact: selector === undefined, places };
    }
    const { index } = this.#log;
    const { postings, exact: isExact } =
      selector === undefined ? { postings: [index.all], exact: true } : planOf(selector, index);
    if (order === "effective-time")
      return { isExact, places: this.#inTime(postings, query, range) };
    const sequences = postings.map((posting) =>
      direction === "reverse" ? posting.downwards(range) : posting.upwards(range),
    );
    return {
      isExact,
      places: merged(sequences, direction === "reverse" ? (a, b) => b - a : (a, b) => a - b),
    };
  }

  #inTime(
    postings: Plan["postings"],
    query: LogQuery,
    { after, upTo }: PlaceRange,
  ): Iterable<Place> {
    const { effectiveFrom, effectiveUpTo, direction = "forward" } = query;
    const compare = this.#log.inEffectiveTime;
    const isFrom = (place: Place): boolean =>
      effectiveFrom === undefined ||
      this.#at(place, (event) => compareToCursor(event, effectiveFrom) >= 0);
    const isBeyond = (place: Place): boolean =>
      effectiveUpTo !== undefined &&
      this.#at(place, ({ effectiveTime }) => effectiveTime.compare(effectiveUpTo) > 0);
    const sequences = postings.map((posting) => {
      const places = posting.inTime(compare);
      return within(
        direction === "forward" ? places.upwards(isFrom) : places.downwards(isBeyond),
        direction === "forward" ? isBeyond : (place) => !isFrom(place),
        (place) => place > after && place <= upTo,
      );
    });
    return merged(sequences, direction === "forward" ? compare : (a, b) => compare(b, a));
  }

  #at(place: Place, holds: (event: StoredEvent) => boolean): boolean {
    const event = this.#log.event(place);
    return event !== undefined && holds(event);
  }

  #range({ after = 0n, upTo = this.head.revision }: LogQuery): PlaceRange {
    const end = upTo < this.head.revision ? upTo : this.head.revision;
    return { after: after < end ? Number(after) : Number(end), upTo: Number(end) };
  }
}

function* placesUp({ after, upTo }: PlaceRange): Generator<Place> {
  for (let place = after + 1; place <= upTo; place++) yield place;
}

function* placesDown({ after, upTo }: PlaceRange): Generator<Place> {
  for (let place = upTo; place > after; place--) yield place;
}

/** The places up to the first that ends it, but for those that are not meant. */
function* within(
  places: Iterable<Place>,
  ends: (place: Place) => boolean,
  isMeant: (place: Place) => boolean,
): Generator<Place> {
  for (const place of places) {
    if (ends(place)) return;
    if (isMeant(place)) yield place;
  }
}

function isInTime(event: StoredEvent, { order, effectiveFrom, effectiveUpTo }: LogQuery): boolean {
  if (order === "effective-time") return true;
  if (effectiveUpTo !== undefined && event.effectiveTime.compare(effectiveUpTo) > 0) return false;
  return effectiveFrom === undefined || compareToCursor(event, effectiveFrom) >= 0;
}
