import type {
  EventStore,
  LogQuery,
  RevisionRange,
  StoredEvent,
} from "../../../src/database/index.js";
import type { EventSelector } from "../../../src/domain/index.js";
import { addressOf } from "../../../src/store/postgres/address.js";
import { loadPg } from "../../../src/store/postgres/driver.js";
import { LogReader } from "../../../src/store/postgres/logReader.js";
import { PrefixCounts } from "../../../src/store/postgres/prefixCounts.js";
import { Server } from "../../../src/store/postgres/server.js";
import type { QueryBounds } from "../../../src/store/sql/queryBounds.js";
import { integer } from "../../../src/store/sql/row.js";
import { firstLaws } from "../laws/firsts.js";
import { allOf, CREATED_AT, type WithStore } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases, ReaderBridge, url } from "./server.js";

/** Each way is gone on short logs as well: no values at once, few events gone through, few values asked. */
const BOUNDS: readonly QueryBounds[] = [
  { values: 0, turns: [] },
  {
    values: 1,
    turns: [
      { walked: 2, asked: 4 },
      { walked: 8, asked: 8 },
    ],
  },
];

/** A store that is read through a reader of its own. */
const readThrough = (store: EventStore, log: LogReader): EventStore =>
  ({
    append: store.append.bind(store),
    async *events(query: LogQuery): AsyncGenerator<StoredEvent, void, undefined> {
      const { revision } = await store.head();
      for await (const page of log.pages(query, revision)) yield* page;
    },
    async last(selector: EventSelector, range: RevisionRange = {}): Promise<bigint> {
      return log.last(selector, range, (await store.head()).revision);
    },
  }) as unknown as EventStore;

describeWithPostgres("reading from PostgreSQL", () => {
  const schema = freshSchema();
  let bridge: ReaderBridge;
  let server: Server;

  beforeAll(async () => {
    await (await openDatabases(schema)).close();
    bridge = new ReaderBridge(schema);
    server = new Server(await loadPg(), addressOf(url), { schema, connections: 2 });
  });

  afterAll(async () => {
    await bridge.close();
    await server.end();
  });

  describe.each(BOUNDS)("within the bounds %j, one event", (bounds) => {
    const withStore: WithStore = async (run) => {
      const databases = await openDatabases(schema);
      try {
        for (const { name } of await allOf(databases.list())) await databases.delete(name);
        await databases.create("bank", CREATED_AT);
        const { events: store } = await databases.open("bank");
        const [row] = await server.rows("select id from database");
        const numbered = { info: store.database, number: integer(row, "id") };
        const counts = new PrefixCounts(numbered.number);
        const log = new LogReader(numbered, server, counts, bounds);
        return await run({
          store: readThrough(store, log),
          reader: (upTo) => bridge.open(store, upTo),
        });
      } finally {
        await databases.close();
      }
    };
    firstLaws(withStore);
  });
});
