import type { LogQuery } from "../../../src/database/index.js";
import { Selector, Timestamp, type EventSelector } from "../../../src/domain/index.js";
import { addressOf } from "../../../src/store/postgres/address.js";
import { loadPg } from "../../../src/store/postgres/driver.js";
import { Dictionary } from "../../../src/store/postgres/dictionary.js";
import { HeldIds } from "../../../src/store/postgres/heldIds.js";
import { LogReader } from "../../../src/store/postgres/logReader.js";
import { Server, type Queryable, type Session } from "../../../src/store/postgres/server.js";
import type { SqlValue } from "../../../src/store/postgres/sqlValue.js";
import { integer, type Row } from "../../../src/store/sql/row.js";
import { CREATED_AT } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases, url } from "./server.js";

const EVENTS = 20_000;
const AT_ONCE = 2_500;
/** So many blocks a question may read; one that goes through a stream's events reads thousands. */
const MOST_BLOCKS = 600;

const PAGE = 100;
const MOST_BLOCKS_OF_PAGE = 2_000;

/** So many events are appended at once, and for each so many blocks may be read. */
const GROUP = 1_000;
const BLOCKS_EACH = 12;

const STREAMS = ["accounts", "orders", "payments", "parcels"];
const BUSY = "shop-1";

/** Four streams with four types each, subjects with ten events, and one that a tenth of all are about. */
function eventAt(index: number) {
  const number = index % (EVENTS / 10);
  const stream = STREAMS[number % 4] ?? "";
  const isBusy = index % 10 === 0 || index % 5_000 === 1;
  return {
    id: String(index),
    stream,
    type: `${stream}.${String(Math.floor(index / (EVENTS / 10)) % 4)}`,
    subject: isBusy
      ? BUSY
      : index % 7 === 0
        ? undefined
        : `${stream}-${String(number).padStart(4, "0")}`,
    time: new Timestamp(BigInt((index * 7_919) % EVENTS)),
  };
}

const { stream, subject, eventType } = Selector;
/** Only what is not checked by a compiler asks so without a parameter. */
const NO_SUBJECT = subject(null as unknown as string);
const SUBJECTS: readonly (EventSelector | undefined)[] = [
  undefined,
  subject("payments-0002"),
  subject("nobody"),
  subject(BUSY),
  NO_SUBJECT,
  Selector.subjectStartsWith("payments-001"),
];
const OTHERS: readonly (EventSelector | undefined)[] = [
  undefined,
  stream("payments"),
  stream("orders"),
  stream("nowhere"),
  Selector.streamStartsWith("pa"),
];
const TYPES: readonly (EventSelector | undefined)[] = [
  undefined,
  eventType("payments.1"),
  eventType("nothing"),
  Selector.eventTypeStartsWith("payments."),
];

/** Every kind of conjunction, and some of their alternatives. */
const SELECTORS = [
  ...SUBJECTS.flatMap((a) => OTHERS.flatMap((b) => TYPES.map((c) => joined(a, b, c)))),
  subject("payments-0002").or(subject("orders-0001")),
  subject("payments-0002").or(stream("payments").and(eventType("payments.1"))),
].filter((selector) => selector !== undefined);

function joined(...parts: readonly (EventSelector | undefined)[]): EventSelector | undefined {
  return parts.reduce((all, part) =>
    all === undefined || part === undefined ? (all ?? part) : all.and(part),
  );
}

const QUERIES: readonly LogQuery[] = [
  { limit: 1 },
  { limit: 1, direction: "reverse" },
  { limit: 1, order: "effective-time" },
  { limit: 1, order: "effective-time", direction: "reverse" },
];

/** Asks over one connection, and knows how many blocks statements read as they were planned at first. */
class Measured implements Queryable {
  readonly #session: Session;
  readonly #prepared = new Map<string, string>();
  #blocks = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  async blocksOf(ask: () => Promise<unknown>): Promise<number> {
    this.#blocks = 0;
    await ask();
    return this.#blocks;
  }

  async rows(sql: string, ...values: SqlValue[]): Promise<readonly Row[]> {
    let name = this.#prepared.get(sql);
    if (name === undefined) {
      name = `measured_${String(this.#prepared.size)}`;
      this.#prepared.set(sql, name);
      await this.#session.run(`prepare ${name} as ${sql}`);
    }
    const given = values.length === 0 ? "" : ` (${values.map(literal).join(", ")})`;
    const [row] = await this.#session.rows(
      `explain (analyze, buffers, format json) execute ${name}${given}`,
    );
    const [{ Plan: plan }] = row?.["QUERY PLAN"] as [{ Plan: Row }];
    this.#blocks += integer(plan, "Shared Hit Blocks") + integer(plan, "Shared Read Blocks");
    return this.#session.rows(`execute ${name}${given}`);
  }
}

function literal(value: SqlValue): string {
  if (typeof value === "string") return `'${value}'`;
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString("hex")}'`;
  if (value !== null && typeof value === "object")
    return `array[${value.map(literal).join(", ")}]::text[]`;
  return String(value);
}

describeWithPostgres("a question for one event", () => {
  /** Opens a log of so many events that PostgreSQL knows all about; about none it knows nothing. */
  async function withLog(
    known: number,
    run: (
      log: LogReader,
      measured: Measured,
      grow: () => Promise<void>,
      number: number,
    ) => Promise<void>,
  ): Promise<void> {
    const schema = freshSchema();
    const databases = await openDatabases(schema);
    await databases.create("bank", CREATED_AT);
    const { events: store } = await databases.open("bank");
    const server = new Server(await loadPg(), addressOf(url), { schema, connections: 1 });
    const fill = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += AT_ONCE)
        await store.append({
          id: String(index),
          events: Array.from({ length: Math.min(AT_ONCE, to - index) }, (_none, each) =>
            eventAt(index + each),
          ),
          conditions: [],
          recordedAt: new Timestamp(1n),
        });
    };
    try {
      await server.session(async (session) => {
        // Nothing is learnt but what is told here.
        for (const table of ["event", "committed", "stream", "subject", "type"]) {
          await session.run(`alter table ${table} set (autovacuum_enabled = false)`);
        }
        if (known > 0) {
          await fill(0, known);
          await session.run("vacuum analyze");
        }
        const measured = new Measured(session);
        const [row] = await session.rows("select id from database");
        const numbered = { info: store.database, number: integer(row, "id") };
        const log = new LogReader(numbered, measured);
        await run(log, measured, () => fill(known, EVENTS), numbered.number);
      });
    } finally {
      await server.end();
      await databases.close();
    }
  }

  it.each([
    ["that PostgreSQL knows nothing about", { known: 0, isPlanned: false }],
    ["that was empty when the statements were planned", { known: 0, isPlanned: true }],
    ["of four events when the statements were planned", { known: 4, isPlanned: true }],
    ["of a thousand events when the statements were planned", { known: 1_000, isPlanned: true }],
  ])("reads little of a log %s", (_name, { known, isPlanned }) =>
    withLog(known, async (log, measured, grow) => {
      const asks = SELECTORS.flatMap((selector) => [
        { selector, of: "last", ask: () => log.last(selector, {}, BigInt(EVENTS)) },
        ...QUERIES.map((query) => ({
          selector,
          of: `${query.order ?? "revision"} ${query.direction ?? "forward"}`,
          ask: () => log.first({ ...query, selector }),
        })),
      ]);
      if (isPlanned) for (const { ask } of asks) await ask();
      await grow();
      const much: string[] = [];
      for (const { selector, of, ask } of asks) {
        const blocks = await measured.blocksOf(ask);
        if (blocks > MOST_BLOCKS)
          much.push(`${JSON.stringify(selector.flatten())} ${of}: ${String(blocks)}`);
      }
      expect(much).toEqual([]);
    }),
  );

  it.each([
    ["that PostgreSQL knows nothing about", { known: 0, isPlanned: false }],
    ["that was empty when the statements were planned", { known: 0, isPlanned: true }],
    ["of a thousand events when the statements were planned", { known: 1_000, isPlanned: true }],
  ])(
    "is judged by what is held, which is found in little of a log %s",
    (_name, { known, isPlanned }) =>
      withLog(known, async (log, measured, grow, number) => {
        const some = Array.from({ length: GROUP }, (_none, each) => eventAt(each * 3));
        const events = some.map((event, each) =>
          each % 2 === 0 ? event : { ...event, id: `new-${event.id}` },
        );
        const transaction = { id: "group", events, conditions: [], recordedAt: CREATED_AT };
        const occurrences = some.map(({ subject: value }) => ({ value, revision: 1n }));
        const asks = {
          ids: () => HeldIds.among([transaction], number, measured),
          subjects: () => new Dictionary(number).numbers("subject", occurrences, measured),
          event: () => log.event("accounts", "8"),
        };
        if (isPlanned) {
          await asks.ids();
          await asks.event();
        }
        await grow();
        const held = await asks.ids();
        expect(events.filter((event) => held.has(event))).toHaveLength(GROUP / 2);
        expect((await asks.event())?.id).toBe("8");
        expect(await measured.blocksOf(asks.ids)).toBeLessThan(GROUP * BLOCKS_EACH);
        expect(await measured.blocksOf(asks.subjects)).toBeLessThan(GROUP * BLOCKS_EACH);
        expect(await measured.blocksOf(asks.event)).toBeLessThan(2 * BLOCKS_EACH);
      }),
  );

  it("is read as one of a page, and no more besides", () =>
    withLog(0, async (log, measured, grow) => {
      await grow();
      const selectors = [
        undefined,
        stream("payments"),
        stream("payments").and(eventType("payments.1")),
        Selector.streamStartsWith("pa"),
        subject(BUSY),
        subject("payments-0002"),
        Selector.subjectStartsWith("payments-001"),
      ];
      const much: string[] = [];
      for (const selector of selectors)
        for (const direction of ["forward", "reverse"] as const) {
          const query = { selector, direction, limit: PAGE };
          const blocks = await measured.blocksOf(async () => {
            for await (const events of log.pages(query, BigInt(EVENTS)))
              expect(events.length).toBeLessThanOrEqual(PAGE);
          });
          if (blocks > MOST_BLOCKS_OF_PAGE)
            much.push(`${JSON.stringify(selector?.flatten())} ${direction}: ${String(blocks)}`);
        }
      expect(much).toEqual([]);
    }));
});
