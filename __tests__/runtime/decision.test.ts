import {
  AppendCondition,
  Command,
  Decide,
  event,
  parameter,
  Selector,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { IsInt } from "class-validator";
import { AccountClosed } from "../../examples/savings-account/src/events.js";
import { Transfer } from "../../examples/savings-account/src/transfer.js";
import { stateChange, validDefinitions, type DecidedEvents } from "../../src/runtime/index.js";
import {
  STATE_CHANGE_ERROR_KINDS,
  type Class,
  type StateChangeMetadata,
} from "../../src/domain/index.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { commandMetadata, jsonCommand } from "../support/commandMessage.js";
import { fakeDatabase } from "../support/fakeDatabase.js";
import { letProbeDecide, Probe } from "../support/probeCommand.js";
import { refusalOf } from "../support/refusalOf.js";
import { jsonBytes, renderedView } from "../support/stateContent.js";

@Command("outside")
class Outside {
  @IsInt() amount!: number;
}

let given: unknown[] = [];

class OutsideDecision {
  readonly #greeting = "hello";

  @Decide(Outside)
  decideOutside(command: Outside, db: Database, metadata: StateChangeMetadata): Decision {
    given = [this, this.#greeting, command, db.name, metadata.stateChangeName];
    if (command.amount < 0) throw new RangeError("below zero");
    return [];
  }
}

const definitions = validDefinitions();
const [accountId, otherId] = ACCOUNT_IDS;
const closed = event(AccountClosed, { accountId });
const selector = Selector.subject(accountId);

function decide(target: Class, json: unknown, database = fakeDatabase().database): DecidedEvents {
  const definition = definitions.stateChanges.find(({ command }) => command === target);
  if (definition === undefined) throw new Error(`${target.name} is not defined`);
  const metadata = commandMetadata(definition.name);
  return stateChange(definition, definitions).decide(database, jsonCommand(json), metadata);
}

const probe = (by: Parameters<typeof letProbeDecide>[0]): DecidedEvents => {
  letProbeDecide(by);
  return decide(Probe, { amount: 1 });
};

describe("a decision", () => {
  it("is given the command as this, the database and the metadata", () => {
    probe((command, db, metadata) => {
      expect(command).toBeInstanceOf(Probe);
      expect(command.amount).toBe(1);
      expect(db.revision).toBe(7n);
      expect(metadata).toEqual(commandMetadata("probe"));
      expect(metadata.headers.get("x-owner")).toBe("ada");
      return [];
    });
    expect.assertions(5);
  });

  it.each<[what: string, decision: unknown, events: number]>([
    ["an event", closed, 1],
    ["several events", [closed, closed], 2],
    ["no events", [], 0],
    ["an event with conditions", { events: closed, conditions: [] }, 1],
    ["events without conditions", { events: [closed, closed] }, 2],
    ["a raw event", { id: "1", stream: "accounts", type: "account.closed" }, 1],
  ])("may return %s", (_what, decision, count) => {
    const { events, conditions } = probe(() => decision);
    expect(events).toHaveLength(count);
    expect(conditions).toEqual([]);
  });

  it("may return conditions of every kind", () => {
    const given = [
      AppendCondition.min(selector, 1n),
      AppendCondition.max(selector, 2n ** 64n - 1n),
      AppendCondition.range(selector, 0n, 5n),
    ];
    const { conditions } = probe(() => ({ events: closed, conditions: given }));
    expect(conditions).toEqual(given);
    expect(conditions.every((condition) => condition.selector.equals(selector))).toBe(true);
  });

  it("may stand outside the command, in a class of its own", () => {
    decide(Outside, { amount: 4 });
    const [self, greeting, command, ...rest] = given;
    expect(self).toBeInstanceOf(OutsideDecision);
    expect(greeting).toBe("hello");
    expect(command).toBeInstanceOf(Outside);
    expect(command).toEqual({ amount: 4 });
    expect(rest).toEqual(["bank", "outside"]);
  });

  it("outside the command is named by its own class when it fails", () => {
    const { kind, message } = refusalOf(() => decide(Outside, { amount: -1 }));
    expect(kind).toBe("internal");
    expect(message).toMatch(/^command outside, OutsideDecision\.decideOutside: RangeError: below/);
  });

  it("may read views by class", () => {
    const content = jsonBytes({ owner: "ada", status: "open", balance: 10, transaction_count: 1 });
    const { database } = fakeDatabase({
      views: { "account-summary": renderedView("account-summary", content) },
    });
    const json = { from_account_id: accountId, to_account_id: otherId, amount: 4 };
    const { events, conditions } = decide(Transfer, json, database);
    expect(events.map(({ type, subject }) => [type, subject])).toEqual([
      ["account.debited", accountId],
      ["account.credited", otherId],
    ]);
    expect(conditions).toHaveLength(2);
  });
});

describe("a refusal", () => {
  it.each(STATE_CHANGE_ERROR_KINDS)("of the kind %s passes as it is", (kind) => {
    const refusal = new StateChangeError(kind, `because of ${kind}`);
    expect(
      refusalOf(() =>
        probe(() => {
          throw refusal;
        }),
      ),
    ).toEqual({ kind, message: `because of ${kind}` });
  });

  it("of another copy of this package passes as it is", () => {
    const brand = Symbol.for("evidentsource.functions.state-change-error");
    const foreign = Object.assign(new Error("taken"), { kind: "conflict", [brand]: true });
    expect(
      refusalOf(() =>
        probe(() => {
          throw foreign;
        }),
      ),
    ).toEqual({ kind: "conflict", message: "taken" });
  });
});

describe("an exception in a decision becomes internal", () => {
  it("with command, decision, class, message and place", () => {
    const { kind, message } = refusalOf(() =>
      probe(() => {
        throw new TypeError("no such thing");
      }),
    );
    expect(kind).toBe("internal");
    expect(message).toMatch(
      /^command probe, Probe\.decide: TypeError: no such thing \(at .*decision\.test\.ts:\d+:\d+\)$/,
    );
  });

  it.each<[what: string, thrown: unknown, says: string]>([
    ["a string", "out of memory", '"out of memory" was thrown'],
    ["undefined", undefined, "undefined was thrown"],
    ["null", null, "null was thrown"],
    ["a number", 42, "42 was thrown"],
    ["an object", { some: "thing" }, "an object was thrown"],
    ["a symbol", Symbol("odd"), "Symbol(odd) was thrown"],
    ["a function", decide, "function decide was thrown"],
  ])("also when %s was thrown", (_what, thrown, says) => {
    const { kind, message } = refusalOf(() =>
      probe(() => {
        throw thrown;
      }),
    );
    expect(kind).toBe("internal");
    expect(message).toBe(`command probe, Probe.decide: ${says}`);
  });

  it("also when what was thrown throws when it is looked at", () => {
    const hostile: unknown = {
      name: "Hostile",
      get message(): string {
        throw new Error("do not look");
      },
    };
    expect(
      refusalOf(() =>
        probe(() => {
          throw hostile;
        }),
      ),
    ).toEqual({
      kind: "internal",
      message: "command probe, Probe.decide: an exception that cannot be described was thrown",
    });
  });

  it("also when the stack is exhausted", () => {
    const endless = (): number => 1 + endless();
    const { kind, message } = refusalOf(() => probe(endless));
    expect(kind).toBe("internal");
    expect(message).toMatch(/RangeError: Maximum call stack size exceeded/);
  });

  it("and the next command is decided as ever", () => {
    refusalOf(() =>
      probe(() => {
        throw new Error("once");
      }),
    );
    expect(probe(() => closed).events).toHaveLength(1);
  });
});

describe("what is no decision becomes internal", () => {
  const raw = Selector.subject(parameter("account_id"));
  it.each<[what: string, decision: unknown, says: RegExp]>([
    ["nothing", undefined, /returned nothing; return an event, several, or an empty array$/],
    ["null", null, /returned nothing/],
    ["no events beside conditions", { events: undefined, conditions: [] }, /returned nothing/],
    ["a string", "account.closed", /returned "account\.closed", which is no event/],
    ["a number", 5, /returned 5, which is no event/],
    [
      "an instance of an event class",
      new AccountClosed(),
      /returned an instance of AccountClosed, which is no event; make events with event\(Class, fields\)$/,
    ],
    ["a non-event among events", [closed, {}], /returned an object, which is no event/],
    ["an object that only looks like a promise", { then: () => undefined }, /which is no event/],
    [
      "conditions that are no array",
      { events: closed, conditions: {} },
      /conditions must be an array, got an object$/,
    ],
    [
      "null as a condition",
      { events: closed, conditions: [null] },
      /returned null as a condition; make conditions with AppendCondition$/,
    ],
    [
      "a condition without a selector",
      { events: closed, conditions: [{ kind: "max", revision: 1n }] },
      /returned an object as a condition/,
    ],
    [
      "a condition of no kind",
      { events: closed, conditions: [{ kind: "only", selector, revision: 1n }] },
      /as a condition/,
    ],
    [
      "a condition on a number",
      { events: closed, conditions: [{ kind: "max", selector, revision: 1 }] },
      /must be a bigint, got 1/,
    ],
    [
      "a condition below zero",
      { events: closed, conditions: [{ kind: "min", selector, revision: -1n }] },
      /between 0 and 2\^64 - 1/,
    ],
    [
      "a range that never holds",
      { events: closed, conditions: [{ kind: "range", selector, min: 2n, max: 1n }] },
      /can never hold/,
    ],
    [
      "a range without an end",
      { events: closed, conditions: [{ kind: "range", selector, min: 2n }] },
      /must be a bigint, got undefined/,
    ],
    [
      "a condition with a parameter",
      { events: closed, conditions: [{ kind: "max", selector: raw, revision: 1n }] },
      /must not have parameters, but has "?account_id/,
    ],
    [
      "a condition on a blank subject",
      {
        events: closed,
        conditions: [{ kind: "max", selector: Selector.subject(" "), revision: 1n }],
      },
      /must not be blank/,
    ],
  ])("%s", (_what, decision, says) => {
    const { kind, message } = refusalOf(() => probe(() => decision));
    expect(kind).toBe("internal");
    expect(message).toMatch(/^command probe, Probe\.decide: /);
    expect(message).toMatch(says);
  });

  const fails = (): Promise<never> => Promise.reject(new Error("much later"));
  it.each<[what: string, decision: () => unknown]>([
    ["a promise", () => Promise.resolve(closed)],
    ["a promise that rejects", fails],
    ["promises among events", () => [closed, fails(), fails()]],
    ["a promise as events", () => ({ events: fails() })],
  ])("%s, whose rejection surfaces nowhere else", async (_what, decision) => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const refusal = refusalOf(() => probe(decision));
    // Node reports unhandled rejections after the microtasks of a turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off("unhandledRejection", note);
    expect(refusal).toEqual({
      kind: "internal",
      message:
        "command probe, Probe.decide: the decision returned a promise; decisions must be synchronous",
    });
    expect(unhandled).toEqual([]);
  });
});
