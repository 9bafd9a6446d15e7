import { Selector, Timestamp, type PlatformDatabase } from "../../src/domain/index.js";
import { guestDatabase } from "../../src/wasm/guest/guestDatabase.js";
import { HandleScope } from "../../src/wasm/guest/handleScope.js";
import { renderedToWit, WitEvent, type WitDatabase } from "../../src/wasm/wit/index.js";
import { FakeHandle, handles, type Handles } from "../support/fakeHandle.js";
import { thrownBy } from "../support/refusalOf.js";
import { jsonBytes, renderedView } from "../support/stateContent.js";

function guest(): { db: PlatformDatabase; of: Handles; scope: HandleScope } {
  const of = handles();
  const scope = new HandleScope();
  return { db: guestDatabase(new FakeHandle(of), scope), of, scope };
}

const calls = ({ log }: Handles): string[] => log.map(([call]) => call);

describe("a database in a component", () => {
  it("reads its properties from the handle each time that they are asked for", () => {
    const { db, of } = guest();
    expect(of.log).toEqual([]);
    expect(db.name).toBe("bank");
    expect(db.createdAt).toEqual(new Timestamp(-1n, 5));
    expect(db.revision).toBe(2n ** 64n - 1n);
    expect(db.revision).toBe(2n ** 64n - 1n);
    expect(db.revisionTimestamp).toEqual(new Timestamp(7n));
    expect(db.effectiveTimestamp).toBeUndefined();
    expect(calls(of)).toEqual([
      "db.name",
      "db.createdAt",
      "db.revision",
      "db.revision",
      "db.revisionTimestamp",
      "db.effectiveTimestamp",
    ]);
  });

  it("says its effective timestamp where it has one", () => {
    const handle = new FakeHandle(handles());
    handle.effectiveTimestamp = () => ({ seconds: 0n, nanoseconds: 0 });
    expect(guestDatabase(handle, new HandleScope()).effectiveTimestamp).toEqual(new Timestamp(0n));
  });

  it("queries", () => {
    const { db, of } = guest();
    of.events = [{ id: "1", source: "s", specversion: "1.0", type: "t", attributes: [] }];
    const [event] = db.queryEvents({ selector: Selector.noSubject(), limit: 1 });
    expect(event).toBeInstanceOf(WitEvent);
    expect(event?.id).toBe("1");
    expect(of.log).toEqual([
      [
        "db.queryEvents",
        {
          selector: { nodes: [{ tag: "equals", val: { tag: "subject", val: undefined } }] },
          range: undefined,
          direction: "forward",
          limit: 1,
        },
      ],
    ]);
  });

  it("reads views, and knows that there is none", () => {
    const { db, of } = guest();
    const rendered = renderedView("account-summary", jsonBytes({}));
    of.views = { "account-summary": renderedToWit(rendered) };
    const parameters = [["account_id", { kind: "subject", value: null }]] as const;
    expect(db.viewState("account-summary", 4n, parameters)).toEqual(rendered);
    expect(db.viewState("other", 1n, [])).toBeUndefined();
    expect(of.log).toEqual([
      ["db.viewState", "account-summary", 4n, [["account_id", { tag: "subject", val: undefined }]]],
      ["db.viewState", "other", 1n, []],
    ]);
  });

  it("travels in time", () => {
    const { db, of } = guest();
    expect(db.atRevision(0n).atEffectiveTimestamp(new Timestamp(5n, 6)).name).toBe("bank");
    expect(of.log).toEqual([
      ["db.atRevision", 0n],
      ["db.earlier.atEffectiveTimestamp", { seconds: 5n, nanoseconds: 6 }],
      ["db.earlier.effective.name"],
    ]);
  });

  it("speculates", () => {
    const { db, of } = guest();
    const speculative = db.speculate([{ id: "1", stream: "accounts", type: "t" }]);
    expect(speculative.speculatedEventCount).toBe(3n);
    expect(speculative.basis.name).toBe("bank");
    expect(speculative.atEffectiveTimestamp(new Timestamp(1n)).speculate([]).name).toBe("bank");
    expect(of.log[0]).toEqual([
      "db.speculateWithTransaction",
      [expect.objectContaining({ id: "1", source: "accounts", specversion: "1.0" })],
    ]);
    expect(calls(of).slice(1)).toEqual([
      "db.speculative.speculatedEventCount",
      "db.speculative.basis",
      "db.speculative.basis.name",
      "db.speculative.atEffectiveTimestamp",
      "db.speculative.effective.speculateWithTransaction",
      "db.speculative.effective.speculative.name",
    ]);
  });

  it("speculates by the older name where the component is linked with that", () => {
    const of = handles();
    const handle: WitDatabase = new FakeHandle(of);
    const newer = handle.speculateWithTransaction?.bind(handle);
    const older = Object.assign(handle, {
      speculateWithTransaction: undefined,
      speculateWithBatch: newer,
    }) as unknown as WitDatabase;
    expect(guestDatabase(older, new HandleScope()).speculate([]).speculatedEventCount).toBe(3n);
  });
});

describe("the handles of a call", () => {
  it("are disposed after it, the newest first, but not the one that was borrowed", () => {
    const { db, of, scope } = guest();
    const speculative = db.atRevision(1n).speculate([]);
    expect(speculative.basis.name).toBe("bank");
    db.atEffectiveTimestamp(new Timestamp(1n));
    of.log.length = 0;
    scope.close();
    expect(calls(of)).toEqual([
      "db.effective.dispose",
      "db.earlier.speculative.basis.dispose",
      "db.earlier.speculative.dispose",
      "db.earlier.dispose",
    ]);
  });

  it.each<[what: string, use: (db: PlatformDatabase) => unknown]>([
    ["a property", (db) => db.revision],
    ["a query", (db) => db.queryEvents({ selector: Selector.noSubject() })],
    ["a view", (db) => db.viewState("aa", 1n, [])],
    ["an earlier revision", (db) => db.atRevision(1n)],
    ["an effective time", (db) => db.atEffectiveTimestamp(new Timestamp(1n))],
    ["a speculation", (db) => db.speculate([])],
  ])("are not touched after it: %s", (_what, use) => {
    const { db, of, scope } = guest();
    const earlier = db.atRevision(1n);
    scope.close();
    of.log.length = 0;
    expect(() => use(db)).toThrow(/only valid during the call/);
    expect(() => use(earlier)).toThrow(/only valid during the call/);
    expect(of.log).toEqual([]);
  });
});

describe("arguments that the engine would damage", () => {
  const before1970 = new Timestamp(-1n);
  it.each<[what: string, use: (db: PlatformDatabase) => unknown, says: RegExp]>([
    [
      "an instant before 1970",
      (db) => db.atEffectiveTimestamp(before1970),
      /an effective timestamp must not lie before 1970/,
    ],
    [
      "a revision that is a number",
      (db) => db.atRevision(1 as unknown as bigint),
      /a revision must be a bigint/,
    ],
    ["a revision of 65 bits", (db) => db.atRevision(2n ** 64n), /a revision must be between/],
    [
      "a limit of 32 bits",
      (db) => db.queryEvents({ selector: Selector.noSubject(), limit: 2 ** 31 }),
      /a query's limit must be an integer from 0 to 2147483647/,
    ],
  ])("are refused before they reach it: %s", (_what, use, says) => {
    const { db, of } = guest();
    expect(() => use(db)).toThrow(says);
    expect(of.log).toEqual([]);
  });

  it("are refused by speculative databases too", () => {
    const { db } = guest();
    expect(() => db.speculate([]).atEffectiveTimestamp(before1970)).toThrow(/before 1970/);
  });
});

describe("a function that is not linked into the component", () => {
  const stub = (): WitDatabase => ({}) as WitDatabase;
  it.each<[name: string, uses: string, use: (db: PlatformDatabase) => unknown]>([
    ["revision", "revision", (db) => db.revision],
    ["queryEvents", "query", (db) => db.queryEvents({ selector: Selector.noSubject() })],
    ["viewState", "viewState", (db) => db.viewState("aa", 1n, [])],
    ["atRevision", "atRevision", (db) => db.atRevision(1n)],
    ["speculateWithTransaction", "speculate", (db) => db.speculate([])],
  ])("%s says what to do about it", (name, uses, use) => {
    const error = thrownBy(() => use(guestDatabase(stub(), new HandleScope())));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toBe(
      `the database function ${name} is not linked into this component, because the build did not see its use; name it in @Command(…, { uses: ["${uses}"] })`,
    );
  });
});

describe("what the platform refuses", () => {
  it("becomes an Error that says so, with the engine's own as its cause", () => {
    const { db, of } = guest();
    const componentError = Object.assign(Object.create(null) as object, {
      payload: "no such view",
    });
    of.refuses = { viewState: componentError };
    const error = thrownBy(() => db.viewState("aa", 1n, []));
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toBe("the database answered: no such view");
    expect((error as Error).cause).toBe(componentError);
  });

  it.each([new RangeError("not lowered"), "out of memory", null, undefined])(
    "is told apart from what the engine throws: %p",
    (thrown) => {
      const { db, of } = guest();
      of.refuses = { queryEvents: thrown };
      expect(thrownBy(() => db.queryEvents({ selector: Selector.noSubject() }))).toBe(thrown);
    },
  );
});
