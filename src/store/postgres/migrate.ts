import { integer } from "../sql/row.js";
import { SchemaError } from "../sql/schemaError.js";
import { isMissing } from "./faults.js";
import { beginLocked } from "./locks.js";
import { MIGRATIONS } from "./schema.js";
import type { Queryable, Server } from "./server.js";

/** Brings the schema up to date; of several processes that start at once, one does it. */
export async function migrate(server: Server, schema: string, space: number): Promise<void> {
  if ((await applied(server, schema)) === MIGRATIONS.length) return;
  await server.session(async (session) => {
    await session.run(beginLocked(space, 0));
    await session.run(
      `create schema if not exists "${schema}"; create table if not exists migration (version integer primary key, applied_at timestamptz not null default now())`,
    );
    for (let version = await applied(session, schema); version < MIGRATIONS.length; version++) {
      await session.run(MIGRATIONS[version] ?? "");
      await session.rows("insert into migration (version) values ($1)", version + 1);
    }
    await session.run("commit");
  });
}

/** How many migrations were applied. */
async function applied(source: Queryable, schema: string): Promise<number> {
  let version: number;
  try {
    const [row] = await source.rows("select coalesce(max(version), 0) as version from migration");
    version = integer(row, "version");
  } catch (error) {
    if (isMissing(error) || isMissing((error as { cause?: unknown }).cause)) return 0;
    throw error;
  }
  if (version <= MIGRATIONS.length) return version;
  throw new SchemaError(
    `the schema ${schema} was written by a newer version of this program (version ${String(version)}, this one knows ${String(MIGRATIONS.length)}); use that version`,
  );
}
