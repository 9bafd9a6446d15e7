import fc from "fast-check";
import {
  AppendCondition,
  event,
  Selector,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { AccountClosed } from "../../examples/savings-account/src/events.js";
import { CloseAccount } from "../../examples/savings-account/src/close-account.js";
import { Transfer, TransferDecision } from "../../examples/savings-account/src/transfer.js";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { STATE_CHANGE_ERROR_KINDS } from "../../src/domain/index.js";
import {
  metadataToWit,
  renderedToWit,
  timestampToWit,
  type WitDecision,
  type WitStateChangeError,
} from "../../src/wasm/wit/index.js";
import { serveStateChanges } from "../../src/wasm/guest/serveStateChanges.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { commandMetadata, jsonCommand, RECEIVED_AT } from "../support/commandMessage.js";
import { FakeHandle, handles, type Handles } from "../support/fakeHandle.js";
import { letProbeDecide, Probe } from "../support/probeCommand.js";
import { thrownBy } from "../support/refusalOf.js";
import { jsonBytes, renderedView } from "../support/stateContent.js";

const decide = serveStateChanges([Probe, CloseAccount]);
const [accountId] = ACCOUNT_IDS;
const closed = event(AccountClosed, { accountId });

function request(name: string, json: unknown, of: Handles = handles()): WitDecision {
  return decide(new FakeHandle(of), jsonCommand(json), metadataToWit(commandMetadata(name)));
}

const probe = (by: (db: Database) => unknown, of?: Handles): WitDecision => {
  letProbeDecide((_command, db) => by(db));
  return request("probe", {}, of);
};

/** What is thrown, after the check that the engine can return it as the error of the WIT. */
function errorOf(action: () => unknown): WitStateChangeError {
  const thrown = thrownBy(action) as WitStateChangeError;
  expect(Object.getPrototypeOf(thrown)).toBe(Object.prototype);
  expect(Object.keys(thrown)).toEqual(["tag", "val"]);
  expect(STATE_CHANGE_ERROR_KINDS).toContain(thrown.tag);
  expect(typeof thrown.val).toBe("string");
  return thrown;
}

describe("a component with several state changes", () => {
  it("decides for the one that the request names", () => {
    const of = handles();
    const content = jsonBytes({ owner: "a", status: "open", balance: 0, transaction_count: 0 });
    of.views = { "account-summary": renderedToWit(renderedView("account-summary", content)) };
    const [events, conditions] = request("close-account", { account_id: accountId }, of);
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        source: "accounts",
        specversion: "1.0",
        type: "account.closed",
        data: { tag: "string", val: JSON.stringify({ account_id: accountId }) },
        attributes: [
          ["subject", { tag: "string", val: accountId }],
          ["time", { tag: "timestamp", val: timestampToWit(RECEIVED_AT) }],
          ["datacontenttype", { tag: "string", val: "application/json" }],
        ],
      },
    ]);
    expect(conditions).toMatchObject([{ tag: "max", val: { revision: 2n ** 64n - 1n } }]);
    expect(conditions[0]?.val.selector.nodes).toContainEqual({
      tag: "equals",
      val: { tag: "subject", val: accountId },
    });
  });

  it("accepts a command without events", () => {
    expect(probe(() => [])).toEqual([[], []]);
  });

  it("refuses one that it does not hold, and says which it holds", () => {
    expect(errorOf(() => request("other", {}))).toEqual({
      tag: "internal",
      val: "no state change other; this component holds close-account, probe",
    });
  });

  it("is given the classes that decide beside their commands", () => {
    const both = serveStateChanges([Transfer, TransferDecision]);
    const body = { from_account_id: accountId, to_account_id: accountId, amount: 1 };
    const metadata = metadataToWit(commandMetadata("transfer"));
    expect(errorOf(() => both(new FakeHandle(handles()), jsonCommand(body), metadata))).toEqual({
      tag: "validation",
      val: "an account cannot transfer to itself",
    });
  });

  it("is not made of classes among which there is no command", () => {
    expect(() => serveStateChanges([AccountSummary, AccountClosed])).toThrow(
      "none of these classes is a command: AccountSummary, AccountClosed",
    );
  });
});

describe("what a decision throws comes back as a plain error of the WIT", () => {
  const throwing = (thrown: unknown) => (): WitDecision =>
    probe(() => {
      throw thrown;
    });

  it.each(STATE_CHANGE_ERROR_KINDS)("of its own kind when it refuses: %s", (kind) => {
    expect(errorOf(throwing(new StateChangeError(kind, "says\0why 😀")))).toEqual({
      tag: kind,
      val: "says\0why 😀",
    });
  });

  it("of the kind validation when the command is broken", () => {
    expect(errorOf(() => request("probe", { amount: "x" }))).toEqual({
      tag: "validation",
      val: "command probe: amount: amount must be an integer number",
    });
  });

  it("of the kind not-found when the decision finds nothing", () => {
    const of = handles();
    expect(errorOf(() => request("close-account", { account_id: accountId }, of))).toEqual({
      tag: "not-found",
      val: `account ${accountId}`,
    });
  });

  it.each<[what: string, thrown: unknown]>([
    ["an error", new RangeError("too far")],
    ["an error with a payload", Object.assign(new Error("m"), { payload: { tag: "ok", val: 1 } })],
    ["what looks like an error of the WIT", { tag: "conflict", val: "x" }],
    ["a refusal of no kind", new StateChangeError("other" as "internal", "m")],
    [
      "a refusal without a message",
      Object.assign(new StateChangeError("conflict", "m"), { message: 5 }),
    ],
    ["nothing", undefined],
    ["null", null],
    ["text", "out of memory"],
    ["a symbol", Symbol("s")],
    ["an object without a prototype", Object.create(null)],
    ["an object of no class", Object.create(Object.create(null) as object)],
    ["a promise", Promise.resolve()],
  ])("of the kind internal when it is %s", (_what, thrown) => {
    expect(errorOf(throwing(thrown)).tag).toBe("internal");
  });

  it("of the kind internal when the platform refuses a read", () => {
    const of = handles();
    of.refuses = { queryEvents: { payload: "selector too long" } };
    const { tag, val } = errorOf(() => probe((db) => db.query(Selector.noSubject()), of));
    expect(tag).toBe("internal");
    expect(val).toContain("the database answered: selector too long");
  });

  it("whatever it is", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }),
        (thrown) => {
          expect(errorOf(throwing(thrown)).tag).toBe("internal");
        },
      ),
    );
  });
});

describe("what a decision returns", () => {
  it("comes back as events or as a plain error, whatever it is", () => {
    let accepted = 0;
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true });
    const nearlyRight = fc.record(
      {
        id: fc.oneof(fc.constant("1"), anything),
        stream: fc.oneof(fc.constant("accounts"), anything),
        type: fc.oneof(fc.constant("t"), anything),
        subject: anything,
        data: fc.oneof(fc.constant({ kind: "text", text: "" }), anything),
        extensions: fc.oneof(fc.constant(new Map()), anything),
      },
      { requiredKeys: ["id", "stream", "type"] },
    );
    const decision = fc.oneof(
      anything,
      nearlyRight,
      fc.array(nearlyRight),
      fc.record({ events: fc.oneof(fc.constant(closed), anything), conditions: anything }),
    );
    fc.assert(
      fc.property(decision, (returned) => {
        let answer: WitDecision | undefined;
        try {
          answer = probe(() => returned);
        } catch (error) {
          errorOf(() => {
            throw error;
          });
        }
        if (answer === undefined) return;
        accepted += 1;
        const [events] = answer;
        for (const { id, source, specversion, type } of events)
          expect([id, source, specversion, type].every((part) => typeof part === "string")).toBe(
            true,
          );
      }),
      { numRuns: 1000, examples: [[[]], [closed]] },
    );
    expect(accepted).toBeGreaterThanOrEqual(2);
  });

  it("keeps conditions of every kind", () => {
    const selector = Selector.subject(accountId);
    const conditions = [
      AppendCondition.mustExist(selector),
      AppendCondition.atRevision(selector, 2n ** 64n - 1n),
    ];
    const [, answered] = probe(() => ({ events: closed, conditions }));
    const nodes = [{ tag: "equals", val: { tag: "subject", val: accountId } }];
    expect(answered).toEqual([
      { tag: "min", val: { selector: { nodes }, revision: 1n } },
      { tag: "range", val: { selector: { nodes }, min: 2n ** 64n - 1n, max: 2n ** 64n - 1n } },
    ]);
  });
});

describe("the handles of a decision", () => {
  const reads = (db: Database): unknown => {
    expect(db.atRevision(3n).speculate([closed]).name).toBe("bank");
    return [];
  };
  const disposed = ({ log }: Handles): string[] =>
    log.map(([call]) => call).filter((call) => call.endsWith(".dispose"));

  it("are disposed when it is accepted", () => {
    const of = handles();
    probe(reads, of);
    expect(disposed(of)).toEqual(["db.earlier.speculative.dispose", "db.earlier.dispose"]);
  });

  it("are disposed when it is refused", () => {
    const of = handles();
    const refused = (): WitDecision =>
      probe((db) => {
        reads(db);
        throw StateChangeError.conflict("taken");
      }, of);
    expect(errorOf(refused)).toEqual({ tag: "conflict", val: "taken" });
    expect(disposed(of)).toHaveLength(2);
  });

  it("do not stand in for its answer when they cannot be disposed", () => {
    const of = handles();
    of.refuses = { dispose: new Error("gone already") };
    expect(probe(reads, of)).toEqual([[], []]);
    expect(disposed(of)).toHaveLength(2);
  });

  it("cannot be used by what it leaves behind", () => {
    let kept: Database | undefined;
    probe((db) => {
      kept = db;
      return [];
    });
    expect(() => kept?.revision).toThrow(/only valid during the call/);
    expect(errorOf(() => probe(() => kept?.revision))).toEqual({
      tag: "internal",
      val: expect.stringContaining("only valid during the call") as string,
    });
  });
});
