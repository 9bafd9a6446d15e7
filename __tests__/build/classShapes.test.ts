import { checkClassShapes, scanSource } from "../../src/build/scan/index.js";

const check = (code: string): string[] =>
  checkClassShapes(scanSource(code, "src/code.ts").classes).map(
    ({ severity, code: name, className = "", member, where }) =>
      `${severity} ${name} ${className}${member === undefined ? "" : `.${member}`} ${String(where?.line)}:${String(where?.column)}`,
  );

describe("scanSource", () => {
  it("reads classes with their decorators and fields", () => {
    const code = `import * as functions from "evidentsource-functions";
class Plain { x = 1; }
@functions.Command("withdraw") @Other
export class Withdraw extends Base<string> {
  @IsInt() amount!: number;
  static limit = 1;
  declare note?: string;
  #secret = 2;
  "quoted" = 3;
  accessor counted = 4;
  constructor(private readonly x: number) { super(); }
  method() {}
  get total() { return 1; }
}`;
    const [undecorated, shape, ...others] = scanSource(code, "src/withdraw.ts").classes;
    expect(others).toEqual([]);
    expect(undecorated).toMatchObject({ name: "Plain", decorators: [] });
    expect(shape).toMatchObject({
      name: "Withdraw",
      lines: [3, 14],
      file: "src/withdraw.ts",
      line: 4,
      column: 14,
      decorators: ["Command", "Other"],
      isDerived: true,
    });
    const plainly = (type: string): object => ({ schema: { type }, hasNull: false, names: [] });
    const plain = {
      decorated: false,
      isStatic: false,
      isPrivateName: false,
      hasDeclare: false,
      isInitialized: false,
      isOptional: false,
      types: [],
      alternatives: 0,
      texts: undefined,
      absent: undefined,
      holdsOne: false,
    };
    const one = { alternatives: 1, absent: { null: false, undefined: false } };
    expect(shape?.fields).toEqual([
      {
        ...{ ...plain, ...one, name: "amount", line: 5, column: 12 },
        decorated: true,
        written: plainly("number"),
      },
      { ...plain, name: "limit", line: 6, column: 10, isStatic: true, isInitialized: true },
      {
        ...plain,
        alternatives: 1,
        absent: { null: false, undefined: true },
        name: "note",
        line: 7,
        column: 11,
        hasDeclare: true,
        isOptional: true,
        written: plainly("string"),
      },
      { ...plain, name: "#secret", line: 8, column: 3, isPrivateName: true, isInitialized: true },
      { ...plain, name: "quoted", line: 9, column: 3, isInitialized: true },
      { ...plain, name: "counted", line: 10, column: 12, isInitialized: true },
    ]);
  });

  it.each([
    ["by another name", `import { StateView as View } from "x"; @View("a") class A {}`],
    ["without arguments", "@StateView class A {}"],
    ["before the export", `@StateView("a") export default class A {}`],
    ["behind the export", `export @StateView("a") class A {}`],
    ["in a function", `function f() { @StateView("a") class A {} }`],
    ["as an expression", `const B = @StateView("a") class A {};`],
  ])("finds a decorator that is written %s", (_, code) => {
    expect(scanSource(code, "a.ts").classes).toMatchObject([
      { name: "A", decorators: ["StateView"] },
    ]);
  });

  it("reads classes of which only methods have decorators, as deciders have", () => {
    const code = `import { Decide as Decides } from "x";
class Decisions {
  @Decides(Withdraw) withdraw() {}
  other() {}
}
class Plain { other() {} }`;
    expect(scanSource(code, "a.ts").classes).toMatchObject([
      {
        name: "Decisions",
        decorators: [],
        methods: [
          { name: "withdraw", line: 3, column: 22, decorators: ["Decide"] },
          { name: "other", decorators: [] },
        ],
      },
      { name: "Plain", decorators: [], methods: [{ name: "other", decorators: [] }] },
    ]);
  });

  it("reads the streams and types that selectors name", () => {
    const code = `import { Selector as Select } from "evidentsource-functions";
class Open {
  decide(db) {
    db.query(Select.stream("accounts").or(Select.eventTypeStartsWith(\`account.\`)));
    Select.stream(parameter("x")); Select.subject("x"); Other.stream("y");
  }
}`;
    expect(scanSource(code, "a.ts").selectors).toEqual([
      {
        kind: "stream",
        isPrefix: false,
        value: "accounts",
        className: "Open",
        member: "decide",
        where: { file: "a.ts", line: 4, column: 28 },
      },
      expect.objectContaining({ kind: "event-type", isPrefix: true, value: "account." }),
    ]);
  });

  it("reads where a name is used of which the import leaves only a type, once each", () => {
    const code = `import type { Opened } from "./opened.js";
import { type Money as Cash, Card } from "./money.js";
import type * as all from "./all.js";
import type Other from "./other.js";
export type { Opened };
class A extends Other<Opened> implements all.B {
  @On(Opened) opened(x: Opened, y = x as Opened): Cash { const z: typeof Opened = Opened; }
  @Type(() => Cash) cash!: Cash;
  shadowed(Opened: Card) { return Opened; }
  named = { Cash: all.Money, Opened: 1 }.Opened;
}`;
    const { typeOnlyUses } = scanSource(code, "a.ts");
    expect(
      typeOnlyUses.map(({ name, where, member, imported: { asValue } }) =>
        [name, `${String(where.line)}:${String(where.column)}`, member, asValue].join(" | "),
      ),
    ).toEqual([
      'Other | 6:17 |  | import Other from "./other.js"',
      'Opened | 7:7 | opened | import { Opened } from "./opened.js"',
      'Cash | 8:15 | cash | import { Money as Cash } from "./money.js"',
      'all | 10:19 | named | import * as all from "./all.js"',
    ]);
  });

  it("reads what types name", () => {
    const code = `import type { Money as M } from "./money.js";
class A {
  a!: M | null; b!: Readonly<Card>[]; c!: Map<string, bigint>; d!: { e: [Card, x?: M] };
  f!: Array<Record<string, Card>>; g!: keyof Card; h!: (x: Card) => void; i!: Other.Card; j!: "x" | "y";
}`;
    const [shape] = scanSource(code, "a.ts").classes;
    expect(
      shape?.fields.map(({ types, texts }) =>
        [...types.map(({ name, as }) => `${as} ${name}`), ...(texts ?? [])].join(", "),
      ),
    ).toEqual([
      "itself Money",
      "element Card",
      "itself Map, element bigint",
      "part Card, part Money",
      "element Card",
      ...["", "", ""],
      "x, y",
    ]);
  });

  it("reads TSX", () => {
    const code = `@Command("a") class A { x = <T,>(y: T) => <b>{y}</b>; }`;
    expect(scanSource(code, "a.tsx").classes).toHaveLength(1);
  });

  it("throws where it cannot parse", () => {
    expect(() => scanSource("class {", "a.ts")).toThrow(/Parse failed/);
  });
});

describe("checkClassShapes", () => {
  it.each<[string, string, string[]]>([
    [
      "a handler that returns a state",
      "@StateView('a') class A { @On(E) e(x) { if (x) return { ...this, x }; } }",
      ["error ESF220 A.e 1:34"],
    ],
    [
      "a handler that returns a new instance, or a list",
      "@StateView('a') class A { @On(E) e() { return new A(); } @OnAny() f() { return []; } }",
      ["error ESF220 A.e 1:34", "error ESF220 A.f 1:67"],
    ],
    [
      "nothing of what functions within a handler return, or other methods",
      "@StateView('a') class A { @On(E) e() { x.map(() => { return {}; }); return; } f() { return {}; } }",
      [],
    ],
    ["private state of a view", "@StateView('a') class A { #n = 0; }", ["error ESF212 A.#n 1:27"]],
    [
      "a command without rules",
      "@Command('a') class A { x!: string; y!: number; }",
      ["error ESF403 A 1:21"],
    ],
    [
      "an event without rules",
      "@DomainEvent('a') class A { x!: string; }",
      ["error ESF403 A 1:25"],
    ],
    [
      "properties of a command without rules",
      "@Command('a') class A { @IsInt() x!: number; y!: string; }",
      ["warning ESF405 A.y 1:46"],
    ],
    [
      "properties of a command with rules in another class",
      "@Command('a') class A extends B { y!: string; }",
      ["warning ESF405 A.y 1:35"],
    ],
  ])("reports %s", (_, code, expected) => {
    expect(check(code)).toEqual(expected);
  });

  it.each([
    ["private methods of a view", "@StateView('a') class A { n = 0; #add() {} }"],
    ["private static fields of a view", "@StateView('a') class A { static #n = 0; }"],
    ["private fields elsewhere", "@Injectable() class A { #n = 0; }"],
    ["public state without decorators", "@StateView('a') class A { n = 0; }"],
    ["a command without fields", "@Command('a') class A { @Decide() decide() {} }"],
    [
      "static, declared and private fields",
      "@Command('a') class A { static x = 1; declare y: 1; #z = 1; }",
    ],
    ["an event with some rules", "@DomainEvent('a') class A { @IsInt() x!: number; y!: string; }"],
    ["an event with rules in another class", "@DomainEvent('a') class A extends B { y!: string; }"],
    ["other decorators", "@Injectable() class A { x!: string; }"],
  ])("accepts %s", (_, code) => {
    expect(check(code)).toEqual([]);
  });
});
