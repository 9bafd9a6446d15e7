import type { KeyedSnapshot, Snapshot, SnapshotKey, SnapshotStore } from "../../database/index.js";
import { instantKey } from "../sql/instantKey.js";
import { rowNumber } from "../sql/rowRange.js";
import { snapshotOf } from "../sql/storedRows.js";
import { hashOf } from "./logReader.js";
import type { Queryable, Server } from "./server.js";

/** So many states of a view with the same parameters are kept: the newest ones. */
const KEPT = 4;

/** States of views beside the events of their database. */
export class PostgresSnapshots implements SnapshotStore {
  readonly #database: number;
  readonly #server: Server;
  readonly #alive: () => void;

  constructor(database: number, server: Server, alive: () => void) {
    this.#database = database;
    this.#server = server;
    this.#alive = alive;
  }

  async find(key: SnapshotKey, revision: bigint): Promise<Snapshot | undefined> {
    this.#alive();
    const [row] = await this.#server.rows(
      `select last_revision, last_time, up_to, content from snapshot
       where database = $1 and key = $2 and last_revision <= $3 order by last_revision desc limit 1`,
      this.#database,
      keyOf(key),
      rowNumber(revision),
    );
    return row && snapshotOf(row);
  }

  async keep(snapshots: readonly KeyedSnapshot[]): Promise<void> {
    this.#alive();
    // In one order everywhere, so that processes that keep the same do not wait for each other in a ring.
    const rows = snapshots
      .map(({ key, snapshot }) => ({ key: keyOf(key), snapshot }))
      .sort((a, b) => Buffer.compare(a.key, b.key));
    await this.#server.repeatable(async (session) => {
      await session.run("begin");
      for (const { key, snapshot } of rows) await this.#keep(session, key, snapshot);
      await session.run("commit");
    });
  }

  async #keep(session: Queryable, key: Uint8Array, snapshot: Snapshot): Promise<void> {
    await session.rows(
      `insert into snapshot (database, key, last_revision, last_time, up_to, content)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (database, key, last_revision) do update set up_to = greatest(snapshot.up_to, excluded.up_to)`,
      this.#database,
      key,
      rowNumber(snapshot.lastModifiedRevision),
      instantKey(snapshot.lastModifiedTimestamp),
      rowNumber(snapshot.upTo),
      snapshot.content ?? null,
    );
    await session.rows(
      `delete from snapshot where database = $1 and key = $2 and last_revision <=
         (select last_revision from snapshot where database = $1 and key = $2 order by last_revision desc limit 1 offset ${String(KEPT)})`,
      this.#database,
      key,
    );
  }
}

const keyOf = ({ view, version, componentHash, parameters }: SnapshotKey): Uint8Array =>
  hashOf(JSON.stringify([view, String(version), componentHash, parameters]));
