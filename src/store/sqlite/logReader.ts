import {
  checkLimit,
  type DatabaseInfo,
  fixedTimestamp,
  type Head,
  type LogQuery,
  type RevisionRange,
  type StoredEvent,
} from "../../database/index.js";
import type { EventSelector, RangeCursor, Timestamp } from "../../domain/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, integer } from "../sql/row.js";
import { SQLITE_BOUNDS, type SqliteBounds } from "./sqliteBounds.js";
import { continued, rangeOf, type RowRange } from "../sql/rowRange.js";
import { eventOf } from "../sql/storedRows.js";
import { branchesOf, type Asked, type Branch } from "./branches.js";
import type { Connection } from "./connection.js";
import { Dictionary } from "./dictionary.js";
import { EVENT_OF_REVISION, eventQuery, firstEventQuery, type SqlQuery } from "./eventQuery.js";
import { firstEvent, type Source } from "./firstEvent.js";
import { KnownFirsts } from "./knownFirsts.js";
import { limitOf } from "./limit.js";
import { waysOf, type Ways } from "./ways.js";

/** So many rows are read at a time: a connection must not be held while somebody takes its time. */
const PAGE = 256;

interface Page {
  readonly events: readonly StoredEvent[];
  /** Where the next page begins; `undefined` where there is none. */
  readonly beyond: RangeCursor | undefined;
}

/** Reads a log over one connection, as of a revision that each question gives. */
export class LogReader {
  readonly database: DatabaseInfo;
  readonly #connection: Connection;
  readonly #dictionary: Dictionary;
  readonly #source: Source;

  constructor(
    database: DatabaseInfo,
    connection: Connection,
    bounds: SqliteBounds = SQLITE_BOUNDS,
  ) {
    this.database = database;
    this.#connection = connection;
    this.#dictionary = new Dictionary(connection);
    const firsts = new KnownFirsts(bounds.since);
    this.#source = { connection, dictionary: this.#dictionary, bounds, firsts };
  }

  get dictionary(): Dictionary {
    return this.#dictionary;
  }

  /** Forgets what it knows of events and their values, some of which were rolled back. */
  forget(): void {
    this.#dictionary.forget();
    this.#source.firsts.forget();
  }

  /** Where the log ends; nobody who is given it can change it. */
  head(): Head {
    const row = this.#connection.get(
      "select revision, recorded from committed order by revision desc limit 1",
    );
    const [revision, recordedAt] =
      row === undefined
        ? [0, this.database.createdAt]
        : [integer(row, "revision"), instantOf(bytes(row, "recorded"))];
    return Object.freeze({
      revision: BigInt(revision),
      recordedAt: fixedTimestamp(recordedAt),
    });
  }

  /** When the event of a revision was recorded; `undefined` if there is none. */
  recordedAt(revision: bigint): Timestamp | undefined {
    if (revision === 0n) return this.database.createdAt;
    if (revision > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    const row = this.#connection.get(
      "select recorded from committed where revision >= ? order by revision limit 1",
      Number(revision),
    );
    return row && instantOf(bytes(row, "recorded"));
  }

  /** The last revision that was recorded at or before the instant. */
  revisionAt(instant: Timestamp): number {
    let low = 0;
    let high = Number(this.head().revision);
    // Both are ends of transactions, and what is looked for is not before the one nor after the other.
    while (low < high) {
      const row = this.#connection.get(
        "select revision, basis, recorded from committed where revision >= ? order by revision limit 1",
        Math.ceil((low + high) / 2),
      );
      if (row === undefined) break;
      if (instantOf(bytes(row, "recorded")).compare(instant) <= 0) low = integer(row, "revision");
      else high = integer(row, "basis");
    }
    return low;
  }

  /** The event with an id in a stream. */
  event(stream: string, id: string): StoredEvent | undefined {
    const number = this.#dictionary.find("stream", stream);
    if (number === undefined) return undefined;
    const row = this.#connection.get(
      "select revision, effective, bytes from event where stream = ? and id = ?",
      number,
      id,
    );
    return row && eventOf(row);
  }

  /** What a query selects, page by page; `upTo` is a revision that there is. */
  *pages(query: LogQuery, upTo: number): Generator<readonly StoredEvent[], void, undefined> {
    checkLimit(query.limit);
    query.selector?.assertBound();
    let left = query.limit ?? Number.POSITIVE_INFINITY;
    let range: RowRange | undefined = left > 0 ? rangeOf(query, upTo) : undefined;
    if (range === undefined) return;
    const inTime = range.order === "effective-time";
    const isOrdered = query.selector === undefined && !inTime;
    const asked = this.#asked(inTime, upTo);
    const one = query.limit === 1 && !isOrdered ? waysOf(query.selector, asked) : undefined;
    if (one !== undefined) {
      const first = this.#first(one, range);
      if (first !== undefined) yield [first];
      return;
    }
    // One plan for all pages: events after `upTo`, which may have new values, are not asked for.
    const branches = isOrdered ? undefined : branchesOf(query.selector, asked);
    if (branches?.length === 0) return;
    // What SQL cannot say, each event is looked at for.
    const selector = branches === undefined ? query.selector : undefined;
    while (range !== undefined && left > 0) {
      const page = this.#page(branches, selector, range, Math.min(left, PAGE));
      if (page.events.length > 0) yield page.events;
      left -= page.events.length;
      range = page.beyond && continued(range, page.beyond);
    }
  }

  /** The last selected revision within the range; 0 for none. */
  last(selector: EventSelector, { after, upTo }: RevisionRange, head: number): bigint {
    selector.assertBound();
    const range = rangeOf({ after, upTo, direction: "reverse" }, head);
    if (range === undefined) return 0n;
    const ways = waysOf(selector, this.#asked(false, head));
    if (ways === undefined) {
      const query = { selector, after, upTo, direction: "reverse", limit: 1 } as const;
      for (const [event] of this.pages(query, head)) return event?.revision ?? 0n;
      return 0n;
    }
    return BigInt(firstEvent(ways, range, this.#source) ?? 0);
  }

  #asked(inTime: boolean, upTo: number): Asked {
    const { dictionary, bounds } = this.#source;
    return { dictionary, bounds, inTime, upTo };
  }

  #page(
    branches: readonly Branch[] | undefined,
    selector: EventSelector | undefined,
    range: RowRange,
    most: number,
  ): Page {
    const { sql, parameters } = eventQuery(branches, range);
    // An event can come out of several branches, and then comes several times in a row.
    const limit = branches === undefined || branches.length === 1 ? most : most * 2 + 2;
    const [end, mosts] = limitOf(limit);
    const rows = this.#connection.all(`${sql} ${end}`, ...parameters, ...mosts);
    const events: StoredEvent[] = [];
    let previous = -1;
    let last: StoredEvent | undefined;
    for (const row of rows) {
      const revision = integer(row, "revision");
      if (revision === previous) continue;
      previous = revision;
      last = eventOf(row);
      if (selector === undefined || selector.matches(last)) events.push(last);
      if (events.length >= most) break;
    }
    const isDone = last === undefined || (rows.length < limit && events.length < most);
    return {
      events,
      beyond:
        isDone || last === undefined
          ? undefined
          : { timestamp: last.effectiveTime, revision: last.revision },
    };
  }

  /** The first event that ways find. */
  #first(ways: Ways, range: RowRange): StoredEvent | undefined {
    const { branches, long, wide } = ways;
    if (branches.length > 0 && long.length === 0 && wide.length === 0)
      return branches.length === 1
        ? this.#page(branches, undefined, range, 1).events[0]
        : this.#event(firstEventQuery(branches, range));
    const revision = firstEvent(ways, range, this.#source);
    if (revision === undefined) return undefined;
    return this.#event({ sql: EVENT_OF_REVISION, parameters: [revision] });
  }

  #event({ sql, parameters }: SqlQuery): StoredEvent | undefined {
    const row = this.#connection.get(sql, ...parameters);
    return row && eventOf(row);
  }
}
