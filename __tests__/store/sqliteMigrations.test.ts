import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteDriver } from "../../src/store/sqlite/driver.js";
import { fileNameOf } from "../../src/store/sqlite/fileNames.js";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";
import { MIGRATIONS } from "../../src/store/sqlite/schema.js";
import { answersOf, appendSome } from "./migratedLog.js";
import { CREATED_AT } from "./underTest.js";

const TABLES = ["database", "stream", "subject", "type", "event", "committed"];

describe("a file of SQLite that an earlier version wrote", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "esf-migrations-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const versions = MIGRATIONS.map((_sql, index) => index + 1);

  it.each(versions)("of layout %i has all its events, and takes more of them", async (version) => {
    const written = new SqliteDatabases({ folder: join(folder, "written") });
    await written.create("bank", CREATED_AT);
    const { events: store } = await written.open("bank");
    await appendSome(store, "before");
    const expected = await answersOf(store);
    await written.close();

    const found = new SqliteDatabases({ folder: join(folder, "found") });
    const earlier = sqliteDriver().open(join(folder, "found", fileNameOf("bank")));
    earlier.exec(
      `${MIGRATIONS.slice(0, version).join("")} pragma user_version = ${String(version)};`,
    );
    earlier.exec(`attach '${join(folder, "written", fileNameOf("bank"))}' as written;`);
    const tables = version < 4 ? TABLES : [...TABLES, "subject_stream"];
    for (const table of tables)
      earlier.exec(`insert into ${table} select * from written.${table};`);
    earlier.close();

    const { events: migrated } = await found.open("bank");
    expect(await answersOf(migrated)).toEqual(expected);
    await appendSome(migrated, "after");
    expect((await migrated.head()).revision).toBe(24n);
    await found.close();
  });
});
