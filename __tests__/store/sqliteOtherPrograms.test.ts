import { jest } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventStore } from "../../src/database/index.js";
import { Timestamp } from "../../src/domain/index.js";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";

jest.setTimeout(60_000);

const NOW = new Timestamp(1n);
const AT_ONCE = 16;

/** What another program answers that has the file open, too: an operator's, or a backup. */
function elsewhere(path: string, sql: string): unknown {
  const program = `
    const sqlite = process.getBuiltinModule("node:sqlite") ?? require("@photostructure/sqlite");
    const connection = new sqlite.DatabaseSync(process.argv[1]);
    console.log(JSON.stringify(connection.prepare(process.argv[2]).get()));`;
  const args = ["--no-warnings", "-e", program, path, sql];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

async function fill(store: EventStore, name: string, groups: number): Promise<void> {
  const append = (id: string) =>
    store.append({
      id,
      events: [
        { id, stream: "accounts", type: "opened", data: { kind: "text", text: "x".repeat(2_000) } },
      ],
      conditions: [],
      recordedAt: NOW,
    });
  for (let group = 0; group < groups; group++) {
    const ids = Array.from({ length: AT_ONCE }, (_none, each) => [name, group, each].join("-"));
    await Promise.all(ids.map(append));
  }
}

describe("a file of SQLite that was just made", () => {
  let folder: string;
  let databases: SqliteDatabases;
  let store: EventStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "esf-others-"));
    databases = new SqliteDatabases({ folder });
    await databases.create("bank", NOW);
    ({ events: store } = await databases.open("bank"));
  });
  afterEach(async () => {
    await databases.close();
    rmSync(folder, { recursive: true });
  });

  const onLinux = existsSync("/proc/self/fd") ? it : it.skip;

  onLinux("is not open under the name that it had while it was made", () => {
    const open = readdirSync("/proc/self/fd").flatMap((file) => {
      try {
        return [readlinkSync(`/proc/self/fd/${file}`)];
      } catch {
        return [];
      }
    });
    const ours = open.filter((path) => path.startsWith(folder));
    expect(ours).toContain(join(folder, "db-bank.sqlite-shm"));
    expect(ours.filter((path) => path.includes("deleted"))).toEqual([]);
  });

  it("outlives what another program does to its log", async () => {
    const path = join(folder, "db-bank.sqlite");
    await fill(store, "first", 60);
    for (let round = 0; round < 3; round++) {
      elsewhere(path, "pragma wal_checkpoint(truncate)");
      await fill(store, `more-${String(round)}`, 20);
    }
    const events = AT_ONCE * (60 + 3 * 20);
    expect(elsewhere(path, "pragma integrity_check")).toEqual({ integrity_check: "ok" });
    expect(elsewhere(path, "select count(*) as events from event")).toEqual({ events });
    let read = 0;
    for await (const { revision } of store.events({})) expect(revision).toBe(BigInt(++read));
    expect(read).toBe(events);
  });
});
