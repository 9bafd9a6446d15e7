import { DatabaseError, type LocalStateView } from "../../src/database/index.js";
import {
  AppendCondition,
  parameter,
  Selector,
  StateChangeError,
  Timestamp,
  type ProspectiveEvent,
} from "../../src/domain/index.js";
import {
  jsonCommand,
  LocalPlatform,
  type BuiltProject,
  type StateChangeComponent,
} from "../../src/host/index.js";
import { MODEL_SCHEMA_VERSION } from "../../src/model/model.js";
import { RECEIVED_AT } from "../support/commandMessage.js";
import { ACCOUNT, builtSavingsAccount, OTHER_ACCOUNT } from "../support/savingsAccount.js";
import { parsed } from "../support/stateContent.js";
import { trailOf, trailView } from "../support/trailView.js";

const context = { receivedAt: RECEIVED_AT };
const EVENT: ProspectiveEvent = { id: "a", stream: "ab", type: "ab" };

/** A platform with one command, which is decided by the function. */
function platformWith(
  decide: StateChangeComponent["decide"],
  stateViews: readonly LocalStateView[] = [],
): LocalPlatform {
  const project: BuiltProject = {
    model: { schemaVersion: MODEL_SCHEMA_VERSION, stateViews: [], stateChanges: [], events: [] },
    stateViews,
    stateChanges: new Map([["probe", { decide }]]),
  };
  return new LocalPlatform(project, { createdAt: new Timestamp(4n) });
}

function refusalBy(platform: LocalPlatform, name = "probe"): { kind: string; message: string } {
  const outcome = platform.execute(name, jsonCommand({}), context);
  if (outcome.accepted) throw new Error("the command was accepted");
  const { kind, message } = outcome.error;
  return { kind, message };
}

describe("the local platform", () => {
  it("appends the events of an accepted command, recorded when it was received", () => {
    const platform = platformWith(() => ({ events: [EVENT], conditions: [] }));
    const outcome = platform.execute("probe", jsonCommand({}), context);
    expect(outcome).toMatchObject({ accepted: true, revision: 1n, events: [EVENT] });
    expect(platform.database.latest().revisionTimestamp).toEqual(RECEIVED_AT);
  });

  it("accepts a command without events, and appends nothing", () => {
    const platform = platformWith(() => ({ events: [], conditions: [] }));
    const outcome = platform.execute("probe", jsonCommand({}), context);
    expect(outcome).toEqual({ accepted: true, events: [], revision: 0n });
  });

  it("tells a decision which command it decides, as of when", () => {
    let told: unknown;
    const platform = platformWith((database, command, metadata) => {
      const { headers, ...rest } = metadata;
      told = { body: parsed(command.body), revision: database.revision, ...rest };
      expect([...headers]).toEqual([]);
      return { events: [EVENT], conditions: [] };
    });
    platform.execute("probe", jsonCommand({ a: 1 }), context);
    expect(told).toEqual({
      body: { a: 1 },
      revision: 0n,
      stateChangeName: "probe",
      stateChangeVersion: 1n,
      lastSeenRevision: 0n,
      commandReceivedAt: RECEIVED_AT,
    });
  });

  it.each(["other", "", "__proto__", "constructor"])(
    "does not find the unknown command %p",
    (name) => {
      const platform = platformWith(() => ({ events: [], conditions: [] }));
      expect(refusalBy(platform, name)).toEqual({
        kind: "not-found",
        message: `there is no state change ${name}`,
      });
    },
  );

  it("refuses a command as a conflict when one of its conditions does not hold", () => {
    const conditions = [AppendCondition.mustExist(Selector.stream("ab"))];
    const platform = platformWith(() => ({ events: [EVENT], conditions }));
    const { kind, message } = refusalBy(platform);
    expect(kind).toBe("conflict");
    expect(message).toContain("an append condition does not hold");
    expect(platform.database.revision).toBe(0n);
  });

  it("refuses a command as internal when its events cannot be stored", () => {
    const platform = platformWith(() => ({ events: [EVENT], conditions: [] }));
    platform.execute("probe", jsonCommand({}), context);
    expect(refusalBy(platform)).toEqual({
      kind: "internal",
      message: "the stream ab already holds the event a",
    });
  });

  it.each<[string, unknown, string, string]>([
    ["a refusal", StateChangeError.unauthorized("not you"), "unauthorized", "not you"],
    ["an error", new RangeError("beyond"), "internal", "beyond"],
    ["text", "a word", "internal", "a word"],
    ["nothing", undefined, "internal", "undefined"],
  ])("answers with an outcome when a decision throws %s", (_what, thrown, kind, message) => {
    const platform = platformWith(() => {
      throw thrown;
    });
    expect(refusalBy(platform)).toEqual({ kind, message });
  });

  it("gives the state of a view by the names of its parameters", () => {
    const selector = Selector.subject(parameter("who")).and(Selector.stream(parameter("where")));
    const platform = platformWith(
      () => ({ events: [{ ...EVENT, subject: "abc" }], conditions: [] }),
      [trailView({ selector })],
    );
    platform.execute("probe", jsonCommand({}), context);
    expect(trailOf(platform.viewState("trail", { who: "abc", where: "ab" }))).toEqual(["a"]);
    expect(platform.viewState("trail", { who: null, where: "ab" })).toBeUndefined();
    expect(() => platform.viewState("trail", { who: "abc" })).toThrow(
      "state view trail: the parameters do not fit the selector (missing: where; it has who, where)",
    );
    expect(() => platform.viewState("trail", { who: "a", where: "ab", when: "now" })).toThrow(
      "(unknown: when; it has who, where)",
    );
    expect(() => platform.viewState("trail", { who: "a", where: null })).toThrow(DatabaseError);
    expect(() => platform.viewState("other")).toThrow("there is no state view other");
  });
});

describe("the local platform with the savings account", () => {
  let project: BuiltProject;
  beforeAll(async () => {
    project = await builtSavingsAccount();
  }, 60_000);

  const open = (account_id: string) =>
    jsonCommand({ account_id, owner: "Ada", initial_deposit: 5 });

  it("decides by what earlier commands led to", () => {
    const platform = new LocalPlatform(project);
    expect(platform.execute("open-account", open(ACCOUNT), context).accepted).toBe(true);
    expect(platform.execute("open-account", open(ACCOUNT), context)).toMatchObject({
      accepted: false,
      error: { kind: "conflict", message: `account ${ACCOUNT} exists already` },
    });
    expect(parsed(platform.viewState("account-summary", { account_id: ACCOUNT })?.content)).toEqual(
      { owner: "Ada", status: "open", balance: 5, transaction_count: 1 },
    );
  });

  it("says which stored event stops a command's view, and goes on with other accounts", () => {
    const platform = new LocalPlatform(project);
    platform.execute("open-account", open(ACCOUNT), context);
    platform.execute("open-account", open(OTHER_ACCOUNT), context);
    const data = {
      kind: "text",
      text: JSON.stringify({ account_id: ACCOUNT, amount: -1 }),
    } as const;
    platform.database.transact(
      [{ id: "bad", stream: "accounts", type: "account.credited", subject: ACCOUNT, data }],
      [],
      RECEIVED_AT,
    );
    const deposit = (account_id: string) =>
      platform.execute("deposit", jsonCommand({ account_id, amount: 1 }), context);
    expect(deposit(ACCOUNT)).toMatchObject({
      accepted: false,
      error: {
        kind: "internal",
        message: expect.stringContaining(
          "the database answered: state view account-summary: event bad (account.credited, handler credited): ",
        ) as string,
      },
    });
    expect(deposit(OTHER_ACCOUNT).accepted).toBe(true);
  });
});
