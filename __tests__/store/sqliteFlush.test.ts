import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Timestamp } from "../../src/domain/index.js";
import type { NewTransaction } from "../../src/database/index.js";
import { Connection } from "../../src/store/sqlite/connection.js";
import { sqliteDriver } from "../../src/store/sqlite/driver.js";
import { openForReading, openForWriting } from "../../src/store/sqlite/openFile.js";
import { SqliteStore } from "../../src/store/sqlite/sqliteStore.js";

const NOW = new Timestamp(1_000n);
const DATABASE = { name: "bank", createdAt: new Timestamp(0n), origin: "https://example.com" };

/** A disk that takes what was committed when it is told to. */
function slowDisk() {
  let taken: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  return {
    log: {
      flush: () => undefined,
      flushed: () =>
        new Promise<void>((resolve, reject) => {
          taken = resolve;
          failed = reject;
        }),
      close: () => undefined,
    },
    take: () => {
      taken();
    },
    fail: () => {
      failed(new Error("the disk is gone"));
    },
  };
}

const transaction = (id: string, text = ""): NewTransaction => ({
  id,
  events: [{ id, stream: "accounts", type: "opened", data: { kind: "text", text } }],
  conditions: [],
  recordedAt: NOW,
});

describe("what SQLite has committed and the disk has not taken", () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "esf-flush-"));
    path = join(folder, "bank.db");
    openForWriting(path).close();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const storeOn = (log: ReturnType<typeof slowDisk>["log"]) => {
    const writing = new Connection(sqliteDriver().open(path), log);
    const reading = openForReading(path);
    const store = new SqliteStore(DATABASE, path, writing, reading);
    const close = async (): Promise<void> => {
      await store.close();
      reading.close();
      writing.close();
    };
    return { store, close };
  };
  const committed = () => new Promise((resolve) => setTimeout(resolve, 50));

  it("is acknowledged to nobody and found by nobody", async () => {
    const disk = slowDisk();
    const { store, close } = storeOn(disk.log);
    let acknowledged = 0;
    const sent = ["a", "b"].map(async (id) => {
      await store.append(transaction(id));
      acknowledged += 1;
    });
    await committed();
    expect(acknowledged).toBe(0);
    expect((await store.head()).revision).toBe(0n);
    expect(await store.transaction("a")).toBeUndefined();
    expect(await store.event("accounts", "a")).toBeUndefined();
    expect(await store.recordedAt(1n)).toBeUndefined();
    expect(await store.revisionAt(NOW)).toBe(0n);
    disk.take();
    await Promise.all(sent);
    expect((await store.head()).revision).toBe(2n);
    expect((await store.transaction("a"))?.revision).toBe(1n);
    expect(await store.revisionAt(NOW)).toBe(2n);
    await close();
  });

  it("waits for the disk together with what is sent again meanwhile", async () => {
    const disk = slowDisk();
    const { store, close } = storeOn(disk.log);
    const first = [store.append(transaction("a")), store.append(transaction("b"))];
    await committed();
    const again = store.append(transaction("a"));
    await committed();
    disk.take();
    const [once] = await Promise.all(first);
    expect((await again).revision).toBe(once?.revision);
    expect((await store.head()).revision).toBe(2n);
    await close();
  });

  it("is not read, and nothing is written any more, when the disk fails", async () => {
    const disk = slowDisk();
    const { store, close } = storeOn(disk.log);
    const sent = Promise.allSettled([
      store.append(transaction("a")),
      store.append(transaction("b")),
    ]);
    await committed();
    disk.fail();
    for (const outcome of await sent)
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    await expect(store.append(transaction("c"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(store.transaction("a")).rejects.toMatchObject({ code: "unavailable" });
    await close();
  });

  it("is flushed before a store is closed", async () => {
    let flushes = 0;
    const disk = slowDisk();
    const { store, close } = storeOn({ ...disk.log, flush: () => (flushes += 1) as never });
    const sent = [store.append(transaction("a")), store.append(transaction("b"))];
    await committed();
    await close();
    await Promise.all(sent);
    expect(flushes).toBe(1);
  });
});

describe("the write-ahead log", () => {
  it("has room at its end that a connection which finds it does not take for commits", async () => {
    const folder = mkdtempSync(join(tmpdir(), "esf-log-"));
    const path = join(folder, "bank.db");
    const writing = openForWriting(path);
    const reading = openForReading(path);
    const store = new SqliteStore(DATABASE, path, writing, reading);
    const text = "x".repeat(50_000);
    for (let number = 0; number < 8; number++)
      await store.append(transaction(String(number), text));
    // Room was made, of which little was used.
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(1 << 20);
    expect(statSync(`${path}-wal`).size).toBeLessThan(3 << 20);
    const other = openForReading(path);
    expect(other.get("select count(*) as count from event")).toMatchObject({ count: 8 });
    other.close();
    await store.close();
    reading.close();
    writing.close();
    rmSync(folder, { recursive: true });
  });

  it("that somebody deleted takes nothing more, and acknowledges nothing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "esf-log-"));
    const path = join(folder, "bank.db");
    const writing = openForWriting(path);
    const reading = openForReading(path);
    const store = new SqliteStore(DATABASE, path, writing, reading);
    await store.append(transaction("a"));
    rmSync(folder, { recursive: true });
    const lost = {
      code: "unavailable",
      message: expect.stringContaining("bank.db-wal was deleted") as string,
    };
    await expect(store.append(transaction("b"))).rejects.toMatchObject(lost);
    await expect(store.append(transaction("c"))).rejects.toMatchObject(lost);
    reading.close();
    writing.close();
  });
});
