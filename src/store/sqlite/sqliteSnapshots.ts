import type { KeyedSnapshot, Snapshot, SnapshotKey, SnapshotStore } from "../../database/index.js";
import { instantKey } from "../sql/instantKey.js";
import { snapshotOf } from "../sql/storedRows.js";
import type { Connection } from "./connection.js";

/** So many states of a view with the same parameters are kept: the newest ones. */
const KEPT = 4;

const WHERE = "view = ? and version = ? and hash = ? and parameters = ?";

/** States of views beside the events of their database. */
export class SqliteSnapshots implements SnapshotStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async find(key: SnapshotKey, revision: bigint): Promise<Snapshot | undefined> {
    const row = this.#connection.get(
      `select last_revision, last_time, up_to, content from snapshot where ${WHERE} and last_revision <= ? order by last_revision desc limit 1`,
      ...columnsOf(key),
      Number(revision),
    );
    return Promise.resolve(row && snapshotOf(row));
  }

  async keep(snapshots: readonly KeyedSnapshot[]): Promise<void> {
    // One that is lost is made again.
    this.#connection.passingTransaction(() => {
      for (const { key, snapshot } of snapshots) this.#keep(key, snapshot);
    });
    return Promise.resolve();
  }

  #keep(key: SnapshotKey, snapshot: Snapshot): void {
    const columns = columnsOf(key);
    this.#connection.run(
      `insert into snapshot (view, version, hash, parameters, last_revision, last_time, up_to, content)
       values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict do update set up_to = max(up_to, excluded.up_to)`,
      ...columns,
      Number(snapshot.lastModifiedRevision),
      instantKey(snapshot.lastModifiedTimestamp),
      Number(snapshot.upTo),
      snapshot.content ?? null,
    );
    this.#connection.run(
      `delete from snapshot where ${WHERE} and last_revision <= (select last_revision from snapshot where ${WHERE} order by last_revision desc limit 1 offset ${String(KEPT)})`,
      ...columns,
      ...columns,
    );
  }
}

const columnsOf = ({
  view,
  version,
  componentHash,
  parameters,
}: SnapshotKey): [string, number, string, string] => [
  view,
  Number(version),
  componentHash,
  parameters,
];
