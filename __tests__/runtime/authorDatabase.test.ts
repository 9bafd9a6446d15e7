import { On, parameter, Selector, StateView, type Class } from "evidentsource-functions";
import { event, Timestamp, type Database, type EventSelector } from "evidentsource-functions";
import { AccountSummary } from "../../examples/savings-account/src/account-summary.js";
import { AccountClosed, AccountCredited } from "../../examples/savings-account/src/events.js";
import { authorDatabase, UnfitEventError, validDefinitions } from "../../src/runtime/index.js";
import { DATABASE_FUNCTIONS, describeSelector } from "../../src/domain/index.js";
import { ACCOUNT_IDS } from "../support/accountEvents.js";
import { RECEIVED_AT } from "../support/commandMessage.js";
import { fakeDatabase, type Answers, type Call } from "../support/fakeDatabase.js";
import { jsonBytes, renderedView } from "../support/stateContent.js";
import { storedEvent } from "../support/storedEvent.js";

@StateView("of-all-kinds", {
  version: 12,
  selector: Selector.stream(parameter("in_stream"))
    .and(Selector.subject(parameter("about")))
    .and(Selector.eventTypeStartsWith(parameter("of_type"))),
})
class OfAllKinds {
  count = 0;

  @On("counted")
  counted(): void {
    this.count += 1;
  }
}

@StateView("without-parameters")
class WithoutParameters {
  count = 0;

  @On("counted")
  counted(): void {
    this.count += 1;
  }
}

const definitions = validDefinitions();
const [accountId] = ACCOUNT_IDS;

function database(answers: Answers = {}): { db: Database; calls: Call[] } {
  const { database: platform, calls } = fakeDatabase(answers);
  return { db: authorDatabase(platform, { definitions, receivedAt: RECEIVED_AT }), calls };
}

const named = (name: string, on = "db"): unknown => ({ on, name, args: [] });

describe("the properties of a database", () => {
  it("are not read before they are asked for", () => {
    const { calls } = database();
    expect(calls).toEqual([]);
  });

  it("are read once each time that they are asked for", () => {
    const { db, calls } = database();
    expect(db.name).toBe("bank");
    expect(db.createdAt).toEqual(new Timestamp(1n, 2));
    expect(db.revision).toBe(7n);
    expect(db.revision).toBe(7n);
    expect(db.revisionTimestamp).toEqual(new Timestamp(3n, 4));
    expect(db.effectiveTimestamp).toBeUndefined();
    expect(calls).toEqual(
      ["name", "createdAt", "revision", "revision", "revisionTimestamp", "effectiveTimestamp"].map(
        (name) => named(name),
      ),
    );
  });

  it("of a speculative database are read once each time that they are asked for", () => {
    const { db, calls } = database();
    const speculative = db.speculate([]);
    calls.length = 0;
    expect(speculative.speculatedEventCount).toBe(2n);
    expect(speculative.revision).toBe(7n);
    expect(speculative.basis.name).toBe("bank");
    expect(calls).toEqual([
      named("speculatedEventCount", "db.speculate"),
      named("revision", "db.speculate"),
      named("basis", "db.speculate"),
      named("name", "db.speculate.basis"),
    ]);
  });

  it("and functions are those that a command's uses can name", () => {
    const { db } = database();
    const names = new Set([...publicNames(db), ...publicNames(db.speculate([]))]);
    expect([...names].sort()).toEqual([...DATABASE_FUNCTIONS].sort());
  });
});

describe("reading a view by its class", () => {
  it("gives an instance of the class", () => {
    const content = jsonBytes({ owner: "ada", status: "open", balance: 3, transaction_count: 1 });
    const { db } = database({ views: { "account-summary": renderedView("x", content) } });
    const account = db.view(AccountSummary, { account_id: accountId });
    expect(account).toBeInstanceOf(AccountSummary);
    expect(account).toMatchObject({ owner: "ada", balance: 3, transactionCount: 1 });
  });

  it.each<[what: string, answers: Answers]>([
    ["the platform has none", {}],
    ["it has no content", { views: { "account-summary": renderedView("x", undefined) } }],
    ["its content is empty", { views: { "account-summary": renderedView("x", new Uint8Array()) } }],
  ])("gives nothing when %s", (_what, answers) => {
    const { db, calls } = database(answers);
    expect(db.view(AccountSummary, { account_id: accountId })).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  it("stops at content that cannot be read", () => {
    const { db } = database({ views: { "account-summary": renderedView("x", jsonBytes([])) } });
    expect(() => db.view(AccountSummary, { account_id: accountId })).toThrow(
      /^state view account-summary: the stored state cannot be read/,
    );
  });

  it("gives the platform name, version and each parameter with the kind of its attribute", () => {
    const { db, calls } = database();
    db.view(OfAllKinds, { of_type: "order.", about: "o-1", in_stream: "orders" });
    const [call] = calls;
    expect(call).toMatchObject({ on: "db", name: "viewState" });
    expect(call?.args.slice(0, 2)).toEqual(["of-all-kinds", 12n]);
    expect(new Map(call?.args[2] as [string, unknown][])).toEqual(
      new Map([
        ["in_stream", { kind: "stream", value: "orders" }],
        ["about", { kind: "subject", value: "o-1" }],
        ["of_type", { kind: "event-type", value: "order." }],
      ]),
    );
  });

  it("may ask for events without a subject", () => {
    const { db, calls } = database();
    db.view(AccountSummary, { account_id: null });
    expect(calls[0]?.args[2]).toEqual([["account_id", { kind: "subject", value: null }]]);
  });

  it("needs no parameters where the view has none", () => {
    const { db, calls } = database();
    db.view(WithoutParameters);
    expect(calls[0]?.args).toEqual(["without-parameters", 1n, []]);
  });

  const kinds = { in_stream: "orders", about: "o-1", of_type: "order." };
  it.each<[what: string, view: Class, parameters: object, says: RegExp]>([
    [
      "a missing parameter",
      AccountSummary,
      {},
      /^state view account-summary: .*missing: "?account_id/,
    ],
    [
      "an unknown parameter",
      WithoutParameters,
      { account_id: "a" },
      /^state view without-parameters: .*unknown: "?account_id/,
    ],
    [
      "an inherited name",
      AccountSummary,
      { account_id: "a", toString: "b" },
      /unknown: "?toString/,
    ],
    ["a number", AccountSummary, { account_id: 5 }, /account_id.* must be a string.*got 5/],
    ["undefined", AccountSummary, { account_id: undefined }, /must be a string.*got undefined/],
    ["a blank subject", AccountSummary, { account_id: " " }, /subject must not be blank/],
    ["a bad stream", OfAllKinds, { ...kinds, in_stream: "no stream" }, /stream name "no stream"/],
    [
      "null as a stream",
      OfAllKinds,
      { ...kinds, in_stream: null },
      /in_stream.* must be a string.*got null/,
    ],
    ["null as a prefix", OfAllKinds, { ...kinds, of_type: null }, /of_type.*null/],
  ])("refuses %s without asking the platform", (_what, view, parameters, says) => {
    const { db, calls } = database();
    const read = (): unknown => db.view(view, parameters as Record<string, string>);
    expect(read).toThrow(RangeError);
    expect(read).toThrow(says);
    expect(calls).toEqual([]);
  });

  it("refuses a class that is no view, and says what to do", () => {
    const { db } = database();
    expect(() => db.view(AccountClosed)).toThrow(
      /^AccountClosed is no state view; add @StateView\("name"\) to it, or read one of /,
    );
  });
});

describe("reading a view as it is stored", () => {
  const rendered = renderedView("account-summary", jsonBytes({ any: "thing" }));

  it("by class gives what the platform gives", () => {
    const { db, calls } = database({ views: { "account-summary": rendered } });
    expect(db.viewState(AccountSummary, { account_id: "a" })).toBe(rendered);
    expect(calls).toHaveLength(1);
  });

  it("by name takes version and parameters as they are", () => {
    const { db, calls } = database({ views: { foreign: rendered } });
    const bindings = [["about", { kind: "subject", value: null }]] as const;
    expect(db.viewState("foreign", 2n ** 64n - 1n, bindings)).toBe(rendered);
    expect(db.viewState("other", 1n)).toBeUndefined();
    expect(calls.map(({ args }) => args)).toEqual([
      ["foreign", 2n ** 64n - 1n, bindings],
      ["other", 1n, []],
    ]);
  });

  it.each<[version: unknown, says: RegExp]>([
    [1, /a view's version must be a bigint, got 1/],
    [undefined, /a view's version must be a bigint, got undefined/],
    [-1n, /a view's version must be between/],
    [2n ** 64n, /a view's version must be between/],
  ])("by name refuses the version %p", (version, says) => {
    const { db, calls } = database();
    expect(() => db.viewState("foreign", version as bigint)).toThrow(says);
    expect(calls).toEqual([]);
  });
});

describe("events read by their class", () => {
  const data = (json: object) => ({ kind: "text", text: JSON.stringify(json) }) as const;
  const credit = storedEvent({
    id: "1",
    type: "account.credited",
    data: data({ account_id: accountId, amount: 5 }),
  });
  const ofType = Selector.eventType("account.credited");

  it("come as instances, each beside the event as it is stored", () => {
    const { db } = database({ events: [credit] });
    const [first] = db.events(AccountCredited);
    expect(first?.payload).toBeInstanceOf(AccountCredited);
    expect(first?.payload.amount).toBe(5);
    expect(first?.event).toBe(credit);
  });

  it.each([
    ["all of them", undefined, ofType],
    [
      "those that are selected",
      Selector.subject(accountId),
      Selector.subject(accountId).and(ofType),
    ],
  ])("are asked for by their type: %s", (_what, selector, asked) => {
    const { db, calls } = database({ events: [] });
    expect(db.events(AccountCredited, selector, { limit: 5 })).toEqual([]);
    expect(calls).toMatchObject([{ name: "queryEvents", args: [{ limit: 5 }] }]);
    const query = calls[0]?.args[0] as { selector: unknown };
    expect(describeSelector(query.selector as EventSelector)).toBe(describeSelector(asked));
  });

  it("name the event whose data breaks a rule", () => {
    const broken = { ...credit, id: "7", data: data({ account_id: accountId, amount: -1 }) };
    const { db } = database({ events: [broken] });
    expect(() => db.events(AccountCredited)).toThrow(
      "event 7 (account.credited) cannot be read as AccountCredited: amount: amount must be a positive number; read it with query(…) as it is",
    );
  });

  it("name the event whose data is no JSON", () => {
    const broken = { ...credit, data: { kind: "text", text: "{" } as const };
    const { db } = database({ events: [broken] });
    expect(() => db.events(AccountCredited)).toThrow(/event 1 .*its data is no JSON/);
  });

  it("must be of a domain event", () => {
    const { db, calls } = database();
    expect(() => db.events(OfAllKinds)).toThrow("OfAllKinds is no domain event; add @DomainEvent");
    expect(calls).toEqual([]);
  });
});

describe("reading a view wrongly", () => {
  it("by its name with parameters as for a class says how they are written", () => {
    const { db, calls } = database();
    const wrong = { account_id: accountId } as never;
    expect(() => db.viewState("foreign", 1n, wrong)).toThrow(
      'viewState("foreign", …) by name takes its parameters as pairs, [["name", { kind, value }]], got an object; { name: value } is for views by class',
    );
    expect(calls).toEqual([]);
  });

  it("by a class that is no view names those that are", () => {
    const { db } = database();
    expect(() => db.view(AccountCredited)).toThrow(
      /AccountCredited is no state view; .*, or read one of .*OfAllKinds.*WithoutParameters/,
    );
  });
});

describe("a query", () => {
  const selector = Selector.stream("accounts");

  it("gives the platform's events as they are", () => {
    const events = [storedEvent({ id: "1" }), storedEvent({ id: "2" })];
    const { db } = database({ events });
    expect(db.query(selector)).toBe(events);
  });

  it("carries its options and its selector", () => {
    const { db, calls } = database();
    const range = { by: "revision", startAt: 3n } as const;
    db.query(selector, { range, direction: "reverse", limit: 5 });
    expect(calls).toEqual([
      {
        on: "db",
        name: "queryEvents",
        args: [{ selector, range, direction: "reverse", limit: 5 }],
      },
    ]);
    expect((calls[0]?.args[0] as { selector: unknown }).selector).toBe(selector);
  });

  it("with a selector that breaks the platform's rules is refused before it is asked", () => {
    const { db, calls } = database();
    expect(() => db.query(Selector.stream("no stream"))).toThrow(/stream name "no stream"/);
    expect(calls).toEqual([]);
  });

  it("does not get to the platform with a parameter that has no value", () => {
    const { db, calls } = database();
    const open = Selector.stream("accounts").and(Selector.subject(parameter("account_id")));
    expect(() => db.query(open)).toThrow(
      new RangeError(
        "parameter account_id of the selector is not bound; give it a value with bind()",
      ),
    );
    expect(calls).toEqual([]);
  });
});

describe("a database of another time", () => {
  it("at a revision reads there", () => {
    const { db, calls } = database();
    expect(db.atRevision(4n).atRevision(0n).revision).toBe(7n);
    expect(calls).toEqual([
      { on: "db", name: "atRevision", args: [4n] },
      { on: "db.atRevision", name: "atRevision", args: [0n] },
      named("revision", "db.atRevision.atRevision"),
    ]);
  });

  it.each([[5], [-1n], [2n ** 64n]])("refuses the revision %p", (revision) => {
    const { db, calls } = database();
    expect(() => db.atRevision(revision as bigint)).toThrow(/^a revision must be/);
    expect(calls).toEqual([]);
  });

  it.each([
    ["a Timestamp", new Timestamp(5n, 1), new Timestamp(5n, 1)],
    ["a Date", new Date(5000), new Timestamp(5n)],
    ["text", "1970-01-01T00:00:05.000000001Z", new Timestamp(5n, 1)],
  ])("at an effective time takes %s", (_what, time, expected) => {
    const { db, calls } = database();
    db.atEffectiveTimestamp(time).view(WithoutParameters);
    db.speculate([]).atEffectiveTimestamp(time).view(WithoutParameters);
    expect(calls.map(({ on, name }) => `${on} ${name}`)).toEqual([
      "db atEffectiveTimestamp",
      "db.atEffective viewState",
      "db speculate",
      "db.speculate atEffectiveTimestamp",
      "db.speculate.atEffective viewState",
    ]);
    expect(calls[0]?.args).toEqual([expected]);
    expect(calls[3]?.args).toEqual([expected]);
  });
});

describe("speculating", () => {
  it("completes drafts as the platform would be given them", () => {
    const { db, calls } = database();
    db.speculate([
      event(AccountCredited, { accountId, amount: 5 }),
      event(AccountClosed, { accountId }, { time: "1970-01-01T00:00:05Z", id: "c-1" }),
    ]);
    expect(calls).toMatchObject([
      {
        on: "db",
        name: "speculate",
        args: [
          [
            { type: "account.credited", stream: "accounts", subject: accountId, time: RECEIVED_AT },
            { type: "account.closed", id: "c-1", time: new Timestamp(5n) },
          ],
        ],
      },
    ]);
  });

  it("takes one event as well as several, and raw events as they are", () => {
    const { db, calls } = database();
    const raw = { id: "r-1", stream: "accounts", type: "account.audited" };
    db.speculate(raw).speculate([raw, raw]);
    expect(calls).toEqual([
      { on: "db", name: "speculate", args: [[raw]] },
      { on: "db.speculate", name: "speculate", args: [[raw, raw]] },
    ]);
  });

  it("refuses an event that could not be stored, before the platform is asked", () => {
    const { db, calls } = database();
    const emitted = event(AccountCredited, { accountId, amount: -5 });
    expect(() => db.speculate(emitted)).toThrow(UnfitEventError);
    expect(() => db.speculate(emitted)).toThrow(/amount must be a positive/);
    expect(calls).toEqual([]);
  });
});

/** Names of the properties and methods that an object has from its classes. */
function publicNames(object: object): string[] {
  const prototype = Object.getPrototypeOf(object) as object;
  if (prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  return [...own, ...publicNames(prototype)];
}
