import { jest } from "@jest/globals";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventReader, EventStore } from "../../src/database/index.js";
import type { Connection } from "../../src/store/sqlite/connection.js";
import { fileNameOf } from "../../src/store/sqlite/fileNames.js";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";
import { LogReader } from "../../src/store/sqlite/logReader.js";
import { openForReading } from "../../src/store/sqlite/openFile.js";
import type { SqliteBounds } from "../../src/store/sqlite/sqliteBounds.js";
import { readerAt } from "../../src/store/sqlite/sqliteReader.js";
import { firstLaws } from "./laws/firsts.js";
import { readLaws } from "./laws/reads.js";
import { withStoreOf, type StoreFactory } from "./underTest.js";

const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

const folders: string[] = [];
const connections: Connection[] = [];

jest.setTimeout(120_000);

afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Each way is gone on short logs as well: no values at once, few events gone through, few values asked, few events make a subject busy. */
const BOUNDS: readonly SqliteBounds[] = [
  { types: 0, busy: 0, seldom: 0, since: 0, values: 0, turns: [] },
  { types: 32, busy: 2, seldom: 1, since: 5, values: 0, turns: [{ walked: 1, asked: 2 }] },
  {
    types: 2,
    busy: 4,
    seldom: 3,
    since: 1_000,
    values: 1,
    turns: [
      { walked: 3, asked: 4 },
      { walked: 8, asked: 8 },
    ],
  },
];

describe.each(BOUNDS)("reading from SQLite, within the bounds %j", (bounds) => {
  const factory: StoreFactory = () => {
    const folder = mkdtempSync(join(PLACE, "esf-sqlite-"));
    folders.push(folder);
    const openReader = (store: EventStore, upTo: bigint): EventReader => {
      const connection = openForReading(join(folder, fileNameOf("bank")));
      connections.push(connection);
      const log = new LogReader(store.database, connection, bounds);
      return readerAt(log, log.head(), upTo);
    };
    return { databases: new SqliteDatabases({ folder }), openReader };
  };
  if (bounds.values === 0 && bounds.turns.length === 0)
    describe("many events", () => {
      readLaws(withStoreOf(factory));
    });
  describe("one event", () => {
    firstLaws(withStoreOf(factory));
  });
});
