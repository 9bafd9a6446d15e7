import { createHash } from "node:crypto";
import {
  checkLimit,
  type DatabaseInfo,
  type Head,
  type LogQuery,
  type RevisionRange,
  type StoredEvent,
} from "../../database/index.js";
import type { AttributeKind, EventSelector, Timestamp } from "../../domain/index.js";
import { conjunctionsOf, type Conjunction } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import { instantKey, instantOf } from "../sql/instantKey.js";
import type { QueryBounds } from "../sql/queryBounds.js";
import { bytes, integer, text } from "../sql/row.js";
import { continued, rangeOf, rowNumber, type RowRange } from "../sql/rowRange.js";
import { eventOf } from "../sql/storedRows.js";
import { branchesOf, type Plan } from "./branches.js";
import { eventQuery } from "./eventQuery.js";
import { firstEvent, firstRevision, type Source, type WithHead } from "./firstEvent.js";
import { HEAD, headOf } from "./headRow.js";
import { Parameters } from "./parameters.js";
import { POSTGRES_BOUNDS } from "./postgresBounds.js";
import { PrefixCounts, remembered } from "./prefixCounts.js";
import type { Queryable } from "./server.js";
import { loaded, stored } from "../sql/storedText.js";

/** So many rows are read at a time. */
const PAGE = 256;
/** More conjunctions than this are looked at event by event. */
const MOST_BRANCHES = 400;

/** A database with its number. */
export interface NumberedDatabase {
  readonly info: DatabaseInfo;
  readonly number: number;
}

/** Reads the log of one database, as of a revision that each question gives. */
export class LogReader {
  readonly #info: DatabaseInfo;
  readonly #number: number;
  readonly #source: Queryable;
  readonly #prefixes: PrefixCounts;
  readonly #bounds: QueryBounds;

  constructor(
    { info, number }: NumberedDatabase,
    source: Queryable,
    prefixes = new PrefixCounts(number),
    bounds: QueryBounds = POSTGRES_BOUNDS,
  ) {
    this.#info = info;
    this.#number = number;
    this.#source = source;
    this.#prefixes = prefixes;
    this.#bounds = bounds;
  }

  /** The log's head; `undefined` when there is no such database any more. */
  async head(): Promise<Head | undefined> {
    const [row] = await this.#source.rows(HEAD, this.#number);
    return row && headOf(row, "revision", this.#info.createdAt);
  }

  /** When the event of a revision was recorded; `undefined` if there is none. */
  async recordedAt(revision: bigint): Promise<Timestamp | undefined> {
    if (revision === 0n) return this.#info.createdAt;
    const [row] = await this.#source.rows(
      "select recorded from committed where database = $1 and revision >= $2 order by revision limit 1",
      this.#number,
      rowNumber(revision),
    );
    return row && instantOf(bytes(row, "recorded"));
  }

  /** The last revision that was recorded at or before the instant. */
  async revisionAt(instant: Timestamp): Promise<bigint> {
    const [row] = await this.#source.rows(
      "select revision from committed where database = $1 and recorded <= $2 order by recorded desc, revision desc limit 1",
      this.#number,
      instantKey(instant),
    );
    return row === undefined ? 0n : BigInt(integer(row, "revision"));
  }

  /** The event with an id in a stream. */
  async event(stream: string, id: string): Promise<StoredEvent | undefined> {
    const [row] = await this.#source.rows(
      `select e.revision, e.effective, e.bytes from stream s cross join lateral (
         select e.stream, e.id, e.revision, e.effective, e.bytes from event e
         where e.database = $1 and (e.stream, e.id) >= (s.id, $3)
         order by e.database, e.stream, e.id limit 1
       ) e
       where s.database = $1 and s.name = $2 and e.stream = s.id and e.id = $3`,
      this.#number,
      stored(stream),
      stored(id),
    );
    return row && eventOf(row);
  }

  /** Values up to a revision, in the order of their bytes. */
  async values(
    kind: AttributeKind,
    upTo: bigint,
    after: string | undefined,
    most: number,
  ): Promise<readonly string[]> {
    const rows = await this.#source.rows(
      `select name from ${TABLES[kind]} where database = $1 and name > $2 and first <= $3 order by name limit $4`,
      this.#number,
      after === undefined ? "" : stored(after),
      rowNumber(upTo),
      most,
    );
    return rows.map((row) => loaded(text(row, "name")));
  }

  /** What a query selects, page by page; `upTo` is a revision that there is. */
  async *pages(
    query: LogQuery,
    upTo: bigint,
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    checkLimit(query.limit);
    query.selector?.assertBound();
    let left = query.limit ?? Number.POSITIVE_INFINITY;
    let range: RowRange | undefined = left > 0 ? rangeOf(query, rowNumber(upTo)) : undefined;
    if (range === undefined) return;
    const plan = this.#planOf(query.selector);
    const { conjunctions } = plan;
    if (conjunctions?.length === 0) return;
    if (query.limit === 1 && conjunctions !== undefined) {
      const { found } = await firstEvent(this.#one(conjunctions, range), this.#from);
      if (found !== undefined) yield [found];
      return;
    }
    while (range !== undefined && left > 0) {
      const page = await this.#page(query.selector, plan, range, Math.min(left, PAGE));
      if (page.events.length > 0) yield page.events;
      left -= page.events.length;
      range = page.last && continued(range, page.last);
    }
  }

  /**
   * What a query for one event selects, with the head as of the same moment; there is none when the
   * database was deleted. `undefined` for what is read page by page: it has too many alternatives, or
   * can have no event.
   */
  async first(query: LogQuery): Promise<WithHead<StoredEvent | undefined> | undefined> {
    const asked = query.limit === 1 ? this.#openEnded(query.selector, query) : undefined;
    return asked && firstEvent(asked, this.#from);
  }

  /** The same for the last selected revision within the range; 0 for none. */
  async lastWithHead(
    selector: EventSelector,
    { after, upTo }: RevisionRange,
  ): Promise<WithHead<bigint> | undefined> {
    const asked = this.#openEnded(selector, { after, upTo, direction: "reverse" });
    return asked && firstRevision(asked, this.#from);
  }

  /** The last selected revision within the range; 0 for none. */
  async last(
    selector: EventSelector,
    { after, upTo }: RevisionRange,
    head: bigint,
  ): Promise<bigint> {
    selector.assertBound();
    const range = rangeOf({ after, upTo, direction: "reverse" }, rowNumber(head));
    if (range === undefined) return 0n;
    const { conjunctions } = this.#planOf(selector);
    if (conjunctions?.length === 0) return 0n;
    if (conjunctions !== undefined)
      return (await firstRevision(this.#one(conjunctions, range), this.#from)).found;
    const query = { selector, after, upTo, direction: "reverse", limit: 1 } as const;
    for await (const [event] of this.pages(query, head)) return event?.revision ?? 0n;
    return 0n;
  }

  get #from(): Source {
    const { createdAt } = this.#info;
    return { database: this.#number, createdAt, server: this.#source };
  }

  #one(conjunctions: readonly Conjunction[], range: RowRange, isHeadAsked = false) {
    return { conjunctions, range, bounds: this.#bounds, isHeadAsked };
  }

  /** A question for one event that the log's head bounds, wherever that is. */
  #openEnded(selector: EventSelector | undefined, query: LogQuery) {
    selector?.assertBound();
    const range = rangeOf(query, Number.MAX_SAFE_INTEGER);
    const { conjunctions } = this.#planOf(selector);
    if (range === undefined || conjunctions === undefined || conjunctions.length === 0)
      return undefined;
    return this.#one(conjunctions, range, true);
  }

  /** A page, and its last row if others may follow. */
  async #page(
    selector: EventSelector | undefined,
    plan: Plan,
    range: RowRange,
    most: number,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly last: Place | undefined }> {
    const parameters = new Parameters(this.#number);
    const inTime = range.order === "effective-time";
    const branches = await branchesOf(plan, inTime, parameters);
    const sql = eventQuery(branches, range, most, parameters);
    const rows = (await this.#source.rows(sql, ...parameters.values)).map(eventOf);
    const last = rows.length < most ? undefined : rows.at(-1);
    return {
      events: branches === undefined ? rows.filter((row) => selector?.matches(row)) : rows,
      last: last && { timestamp: last.effectiveTime, revision: last.revision },
    };
  }

  #planOf(selector: EventSelector | undefined): Plan {
    return {
      conjunctions: selector === undefined ? [new Map()] : conjunctionsOf(selector, MOST_BRANCHES),
      isFew: remembered((...asked) => this.#prefixes.isFew(this.#source, ...asked)),
    };
  }
}

interface Place {
  readonly timestamp: Timestamp;
  readonly revision: bigint;
}

/** What a text is found by that may be longer than a b-tree takes. */
export const hashOf = (text: string): Uint8Array => createHash("sha256").update(text).digest();
