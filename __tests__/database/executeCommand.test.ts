import {
  DatabaseError,
  executeCommand,
  InMemoryDatabase,
  localRunner,
  refusalOf,
  type DatabaseErrorCode,
  type Decide,
  type LocalRunner,
  type PublishedStateChange,
} from "../../src/database/index.js";
import {
  AppendCondition,
  CommandHeaders,
  StateChangeError,
  Timestamp,
  type StateChangeMetadata,
} from "../../src/domain/index.js";
import { EVERYTHING } from "../support/history.js";
import { trailView } from "../support/trailView.js";

const NOW = new Timestamp(100n);
const OPEN: PublishedStateChange = { name: "open", version: 3n, componentHash: "open" };
const message = { body: undefined, contentType: "application/json", contentSchema: undefined };

const runnerOf = (decide: Decide): LocalRunner =>
  localRunner("test", { fold: () => undefined, decide });

const deciding = (id: string, conditions: readonly AppendCondition[] = []): LocalRunner =>
  runnerOf(() => ({ events: [{ id, stream: "ab", type: "ab" }], conditions }));

function execute(database: InMemoryDatabase, runner: LocalRunner, transactionId?: string) {
  const transaction = { transactionId, correlationId: "c" };
  return executeCommand(database, runner, () => OPEN, { message, receivedAt: NOW, transaction });
}

describe("a command", () => {
  it("tells what it appended, as a transaction that says where it came from", () => {
    const database = new InMemoryDatabase();
    expect(execute(database, deciding("a"), "t-1")).toMatchObject({
      accepted: true,
      revision: 1n,
      transaction: {
        id: "t-1",
        basis: 0n,
        recordedAt: NOW,
        correlationId: "c",
        origin: { stateChange: { name: "open", version: 3n } },
      },
    });
    expect(database.transaction("t-1")?.events.map(({ id }) => id)).toEqual(["a"]);
  });

  it("is decided as of the published version, with what was sent beside it", () => {
    let told: StateChangeMetadata | undefined;
    const runner = runnerOf((_change, _database, _command, metadata) => {
      told = metadata;
      return { events: [], conditions: [] };
    });
    const headers = new CommandHeaders([["a", "b"]]);
    const sent = { message, receivedAt: NOW, headers, lastSeenRevision: 7n };
    const outcome = executeCommand(new InMemoryDatabase(), runner, () => OPEN, sent);
    expect(outcome).toEqual({ accepted: true, events: [], revision: 0n, transaction: undefined });
    expect(told).toEqual({
      stateChangeName: "open",
      stateChangeVersion: 3n,
      lastSeenRevision: 7n,
      commandReceivedAt: NOW,
      headers,
    });
  });

  it("is not decided again under a known id", () => {
    const database = new InMemoryDatabase();
    const first = execute(database, deciding("a"), "t-1");
    const again = execute(
      database,
      runnerOf(() => {
        throw new Error("it was decided again");
      }),
      "t-1",
    );
    expect(again).toEqual(first);
    expect(database.revision).toBe(1n);
  });

  it("conflicts when its condition is violated, and says so by its cause", () => {
    const violated = deciding("a", [AppendCondition.mustExist(EVERYTHING)]);
    expect(execute(new InMemoryDatabase(), violated)).toMatchObject({
      accepted: false,
      error: { kind: "conflict", cause: { code: "condition-violated" } },
    });
  });
});

describe("a refusal", () => {
  it.each<[DatabaseErrorCode, string]>([
    ["condition-violated", "conflict"],
    ["write-conflict", "conflict"],
    ["duplicate-event", "internal"],
    ["invalid-event", "internal"],
    ["not-found", "internal"],
    ["unavailable", "internal"],
  ])("for %s is %s", (code, kind) => {
    const cause = new DatabaseError(code, "why");
    expect(refusalOf(cause)).toMatchObject({ kind, message: "why", cause });
  });

  it("that is one already stays as it is, and anything else is internal", () => {
    const refused = StateChangeError.notFound("x");
    expect(refusalOf(refused)).toBe(refused);
    expect(refusalOf("text")).toMatchObject({ kind: "internal", message: "text" });
  });
});

describe("a runner in this thread", () => {
  const trail = trailView();
  const database = new InMemoryDatabase({ stateViews: [trail] });
  database.transact(
    [
      { id: "a", stream: "ab", type: "ab", time: new Timestamp(1n) },
      { id: "b", stream: "ab", type: "ab", time: new Timestamp(2n) },
    ],
    [],
    NOW,
  );
  const runner = localRunner("test", {
    fold: (_view, stored, events) => trail.evolve(stored, events),
    decide: () => ({ events: [], conditions: [] }),
  });

  it("renders at the pinned revision and effective timestamp", () => {
    const texts = [
      { ...database.pinned() },
      { ...database.pinned(), revision: 1n, snapshots: undefined },
      { ...database.pinned(), effectiveTimestamp: new Timestamp(1n) },
    ].map((at) => new TextDecoder().decode(runner.render(trail, at, [])?.content));
    expect(texts).toEqual(['["a","b"]', '["a"]', '["a"]']);
  });

  it("says that a store which cannot be read in this thread needs a pool", () => {
    const { store, ...at } = database.pinned();
    const distant = Object.create(store, { reader: { value: undefined } }) as typeof store;
    expect(() => runner.render(trail, { ...at, store: distant }, [])).toThrow(
      expect.objectContaining({ code: "unavailable" }) as Error,
    );
  });
});
