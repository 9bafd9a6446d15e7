import {
  Command,
  Decide,
  DomainEvent,
  On,
  OnAny,
  StateView,
  Subject,
} from "../../src/decorators/index.js";
import { recordsOf } from "../support/isolatedRegistry.js";

/** A decorator as a compiler without our types, or with another protocol, would call it. */
type Applied = (...args: unknown[]) => unknown;

class Thing {
  run(): void {
    // Decorated by hand below.
  }
}

const CLASS_DECORATORS: readonly (readonly [string, Applied])[] = [
  ["DomainEvent", DomainEvent("thing.happened") as Applied],
  ["StateView", StateView("things") as Applied],
  ["Command", Command("do-thing") as Applied],
];

const MEMBER_DECORATORS: readonly (readonly [string, Applied])[] = [
  ["On", On(Thing) as unknown as Applied],
  ["On", On("thing.happened") as unknown as Applied],
  ["OnAny", OnAny() as unknown as Applied],
  ["Decide", Decide() as unknown as Applied],
  ["Decide", Decide(Thing) as unknown as Applied],
  ["Subject", Subject() as unknown as Applied],
];

const ALL = [...CLASS_DECORATORS, ...MEMBER_DECORATORS];

const SYMBOL = Symbol("secret");

describe("a decorator that is applied wrongly records that, and never throws", () => {
  test.each(MEMBER_DECORATORS)("@%s on a static member", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing, "run", {});
    });
    expect(records).toEqual([
      {
        decorator: "misplaced",
        name,
        className: "Thing",
        member: "run",
        because: "static-member",
        where: undefined,
      },
    ]);
  });

  test.each(MEMBER_DECORATORS)("@%s on a class", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing);
    });
    expect(records).toMatchObject([
      { name, className: "Thing", member: undefined, because: "wrong-kind" },
    ]);
  });

  test.each(MEMBER_DECORATORS)("@%s on a member that is named by a symbol", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing.prototype, SYMBOL, {});
    });
    expect(records).toMatchObject([
      { name, className: undefined, member: "Symbol(secret)", because: "wrong-kind" },
    ]);
  });

  test.each(CLASS_DECORATORS)("@%s on a method", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing.prototype, "run", {});
    });
    expect(records).toMatchObject([{ name, member: "run", because: "wrong-kind" }]);
  });

  test.each(CLASS_DECORATORS)("@%s on a static method", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing, "run", {});
    });
    expect(records).toMatchObject([
      { name, className: "Thing", member: "run", because: "wrong-kind" },
    ]);
  });

  test.each(ALL)("@%s on a parameter of a constructor", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing, undefined, 0);
    });
    expect(records).toMatchObject([
      { name, className: "Thing", member: undefined, because: "parameter" },
    ]);
  });

  test.each(MEMBER_DECORATORS)("@%s on a parameter of a method", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing.prototype, "run", 0);
    });
    expect(records).toMatchObject([
      { name, className: "Thing", member: "run", because: "parameter" },
    ]);
  });

  test.each(CLASS_DECORATORS)("@%s called in the standard way", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing, { kind: "class", name: "Thing" });
    });
    expect(records).toMatchObject([
      { name, className: "Thing", member: undefined, because: "standard-decorators" },
    ]);
  });

  test.each(MEMBER_DECORATORS)("@%s called in the standard way on a method", (name, apply) => {
    const records = recordsOf(() => {
      apply(Thing.prototype.run, { kind: "method", name: "run", static: false });
    });
    expect(records).toMatchObject([
      { name, className: undefined, member: "run", because: "standard-decorators" },
    ]);
  });

  test.each(MEMBER_DECORATORS)("@%s called in the standard way on a field", (name, apply) => {
    const records = recordsOf(() => {
      apply(undefined, { kind: "field", name: "id", static: false });
    });
    expect(records).toMatchObject([{ name, member: "id", because: "standard-decorators" }]);
  });

  test.each(ALL)("@%s with nothing, or with anything", (name, apply) => {
    const nonsense: readonly (readonly unknown[])[] = [
      [],
      [undefined],
      [null, null],
      [1, "x"],
      ["text"],
      [Object.create(null), 3],
    ];
    const records = recordsOf(() => {
      for (const args of nonsense) apply(...args);
    });
    expect(records).toHaveLength(nonsense.length);
    for (const record of records)
      expect(record).toMatchObject({ name, decorator: "misplaced", because: "wrong-kind" });
  });

  test.each(ALL)("@%s gives nothing back, so that it replaces nothing", (_name, apply) => {
    recordsOf(() => {
      expect(apply(Thing)).toBeUndefined();
      expect(apply(Thing.prototype, "run", {})).toBeUndefined();
      expect(apply(Thing.prototype.run, { kind: "method", name: "run" })).toBeUndefined();
    });
  });
});

describe("arguments that are not what the types ask for are recorded, too", () => {
  test("@On without any event, with undefined, and with odd values", () => {
    const on = On as unknown as (...args: unknown[]) => Applied;
    const records = recordsOf(() => {
      on()(Thing.prototype, "run", {});
      on(undefined)(Thing.prototype, "run", {});
      on([])(Thing.prototype, "run", {});
      on(3, null)(Thing.prototype, "run", {});
    });
    expect(records).toMatchObject([
      { decorator: "On", events: [] },
      { decorator: "On", events: [undefined] },
      { decorator: "On", events: [] },
      { decorator: "On", events: [3, null] },
    ]);
  });

  test("@Decide of a class that is undefined differs from @Decide without a class", () => {
    const decide = Decide as unknown as (...args: unknown[]) => Applied;
    const records = recordsOf(() => {
      decide(undefined)(Thing.prototype, "run", {});
      decide()(Thing.prototype, "run", {});
    });
    expect(records).toMatchObject([
      { decorator: "Decide", command: { of: undefined } },
      { decorator: "Decide", command: undefined },
    ]);
  });
});
