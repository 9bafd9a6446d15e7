import { addressOf } from "../../../src/store/postgres/address.js";
import { loadPg } from "../../../src/store/postgres/driver.js";
import { MIGRATIONS } from "../../../src/store/postgres/schema.js";
import { Server } from "../../../src/store/postgres/server.js";
import { answersOf, appendSome } from "../migratedLog.js";
import { CREATED_AT } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases, url } from "./server.js";

const TABLES = ["database", "stream", "subject", "type", "event", "committed"];

describeWithPostgres("a schema of PostgreSQL that an earlier version wrote", () => {
  const versions = MIGRATIONS.map((_sql, index) => index + 1);

  it.each(versions)("of layout %i has all its events, and takes more of them", async (version) => {
    const [writtenIn, foundIn] = [freshSchema(), freshSchema()];
    const written = await openDatabases(writtenIn);
    await written.create("bank", CREATED_AT);
    const { events: store } = await written.open("bank");
    await appendSome(store, "before");
    const expected = await answersOf(store);
    await written.close();

    const server = new Server(await loadPg(), addressOf(url), { schema: foundIn, connections: 1 });
    await server.session(async (session) => {
      await session.run(
        `create schema ${foundIn}; create table migration (version integer primary key, applied_at timestamptz not null default now()); ${MIGRATIONS.slice(0, version).join("")} insert into migration (version) select generate_series(1, ${String(version)});`,
      );
      for (const table of TABLES)
        await session.run(
          `insert into ${table} overriding system value select * from ${writtenIn}.${table}`,
        );
    });
    await server.end();

    const found = await openDatabases(foundIn);
    const { events: migrated } = await found.open("bank");
    expect(await answersOf(migrated)).toEqual(expected);
    await appendSome(migrated, "after");
    expect((await migrated.head()).revision).toBe(24n);
    await found.close();
  });
});
