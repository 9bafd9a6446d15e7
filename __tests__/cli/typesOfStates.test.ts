import { Ajv2020 } from "ajv/dist/2020.js";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";

const EVENTS = `import { IsBoolean } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("board.used", { stream: "boards" })
export class Used {
  @Subject() board!: string;
  @IsBoolean() all!: boolean;
}
`;

const MONEY = `import type { ValueCodec } from "evidentsource-functions";

export class Money {
  constructor(readonly cents: number) {}
}

export const money: ValueCodec<Money, { cents: number; currency?: string }> = {
  decode: ({ cents }) => new Money(cents),
  encode: ({ cents }) => ({ cents }),
  schema: {
    type: "object",
    properties: { cents: { type: "integer" }, currency: { type: "string" } },
    required: ["cents"],
  },
};

export const text: ValueCodec<Money, string> = {
  decode: (json) => new Money(Number(json)),
  encode: ({ cents }) => String(cents),
  schema: { type: "string" },
};
`;

/** Two classes of one name, the one with a property that the other has in another type. */
const LINES = `import { IsOptional, IsString } from "class-validator";

export class Line {
  @IsString() text = "";
  @IsOptional() @IsString() hint?: string;
}
`;
const OTHERS = `export class Line {
  text = 1;
}
`;

const BOARD = `import { Type } from "class-transformer";
import { IsInt, IsOptional, IsString } from "class-validator";
import { Codec, IsBigInt, IsTimestamp, On, parameter, Selector, StateView, Timestamp } from "evidentsource-functions";
import { Used } from "./events.js";
import { Line } from "./lines.js";
import { Line as Other } from "./others.js";
import { Money, money, text } from "./money.js";

@StateView("board", { selector: Selector.subject(parameter("board")) })
export class Board {
  @IsOptional() @IsString() note?: string;
  @IsOptional() @IsString() nothing: string | null = null;
  @IsOptional() @IsString() either?: string | null;
  @IsOptional() @IsInt() level = 3;
  label: string | undefined;
  status: "open" | "closed" = "open";
  owner!: string;
  plain: string[] = [];
  maybe: (string | null)[] = [];
  byName: Record<string, number> = {};
  place: { x: number; y?: number } | null = null;
  @Type(() => String) tags: Set<string> = new Set();
  @Type(() => Number) numbers = new Set<number>();
  @Type(() => Number) counts: Map<string, number> = new Map();
  @Type(() => Line) lines: Line[] = [];
  @Type(() => Line) some: Line[] | null = null;
  @Type(() => Line) gaps: (Line | null)[] = [];
  @Type(() => Line) first?: Line;
  @Type(() => Other) other: Other | null = null;
  @Type(() => Date) due: Date | null = null;
  @Codec(money) price: Money = new Money(0);
  @Codec(text, { each: true }) prices: Map<string, Money> = new Map();
  @IsOptional() @Codec(text) fee?: Money;
  @IsBigInt() big = 5n;
  @IsBigInt({}, { each: true }) bigs: bigint[] = [];
  @IsOptional() @IsTimestamp() at?: Timestamp;

  @On(Used)
  used({ all }: Used): void {
    if (!all) return;
    const line = (): Line => Object.assign(new Line(), { text: "x" });
    this.note = this.nothing = this.label = this.owner = "a";
    this.either = null;
    this.status = "closed";
    this.plain.push("a");
    this.maybe.push(null, "a");
    this.byName = { a: 1 };
    this.place = { x: 1 };
    this.tags.add("a");
    this.numbers.add(1);
    this.counts.set("a", 1);
    this.lines.push(line(), Object.assign(line(), { hint: "y" }));
    this.some = [line()];
    this.gaps.push(null, line());
    this.first = line();
    this.other = new Other();
    this.due = new Date(0);
    this.price = new Money(5);
    this.prices.set("a", new Money(1));
    this.fee = new Money(2);
    this.bigs.push(7n);
    this.at = new Timestamp(1n, 0);
  }
}
`;

const USE = `import { IsBoolean, IsDate, IsInt, IsString } from "class-validator";
import { Type } from "class-transformer";
import { Codec, Command, Decide, event, IsBigInt, IsTimestamp, type Decision, type Timestamp } from "evidentsource-functions";
import { Used } from "./events.js";
import { Money, money } from "./money.js";

@Command("use")
export class Use {
  @IsString() board!: string;
  @IsBoolean() all!: boolean;
  @Type(() => String) @IsString({ each: true }) tags!: Set<string>;
  @Type(() => Number) @IsInt() count!: number;
  @Type(() => Date) @IsDate() due!: Date;
  @Codec(money) price!: Money;
  @IsBigInt() big!: bigint;
  @IsTimestamp() at!: Timestamp;

  @Decide()
  decide(): Decision {
    return event(Used, { board: this.board, all: this.all });
  }
}
`;

let project: TemporaryProject;
const states: unknown[] = [];
beforeAll(async () => {
  project = await temporaryProject({
    "src/index.ts": ["board", "events", "use"]
      .map((name) => `export * from "./${name}.js";\n`)
      .join(""),
    "src/events.ts": EVENTS.replace("@Subject() ", "@Subject() @IsString() ").replace(
      "{ IsBoolean }",
      "{ IsBoolean, IsString }",
    ),
    "src/lines.ts": LINES,
    "src/others.ts": OTHERS,
    "src/money.ts": MONEY,
    "src/board.ts": BOARD,
    "src/use.ts": USE,
  });
  const cwd = project.root;
  const body = { tags: ["a"], count: 1, due: "2026-01-31", price: { cents: 5 }, big: "1" };
  const used = (board: string, all: boolean): string =>
    JSON.stringify({
      command: "use",
      body: { board, all, ...body, at: "2026-01-31T00:00:00Z" },
      expect: "accepted",
    });
  const shown = (board: string): string => JSON.stringify({ view: "board", parameters: { board } });
  const lines = [used("bare", false), used("full", true), shown("bare"), shown("full")];
  await project.write({ "commands.jsonl": lines.join("\n") });
  expect(await builtCli(["build"], { cwd })).toMatchObject({ code: 0 });
  expect(await builtCli(["types"], { cwd })).toMatchObject({ code: 0, err: "" });
  const { out, code } = await builtCli(["run", "commands.jsonl", "--json"], { cwd });
  expect([code, out]).toEqual([0, out]);
  const { views } = JSON.parse(out) as { views: { state: unknown }[] };
  states.push(...views.map(({ state }) => state));
}, 180_000);
afterAll(() => project.remove());

const generated = (file: string): string => join(project.root, "generated", file);

/** What the compiler says of a module that uses the written one. */
async function compiled(source: string): Promise<string> {
  await writeFile(
    generated("use.ts"),
    `import type { Commands, Views } from "./client.js";\n${source}`,
  );
  const flags = [
    ...["--strict", "--noEmit", "--ignoreConfig", "--exactOptionalPropertyTypes"],
    ...["--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"],
  ];
  const tsc = [resolve("node_modules/typescript/bin/tsc"), ...flags, generated("use.ts")];
  const run = promisify(execFile)(process.execPath, tsc);
  return (await run.catch((error: unknown) => error as { stdout: string })).stdout;
}

describe("the types of states", () => {
  it("take what views really answer, as they begin and with all that they may have", async () => {
    expect(Object.keys(states[0] as object)).not.toContain("note");
    const assigned = states.map(
      (state, index) =>
        `export const state${String(index)}: Views["board"]["state"] = ${JSON.stringify(state)};\n`,
    );
    expect(await compiled(assigned.join(""))).toBe("");
  }, 60_000);

  it("give every property a type, and say no more than is true", async () => {
    expect(
      await compiled(`type Board = Views["board"]["state"];
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Line = { readonly text: string; readonly hint?: string | undefined };
type Is<K extends keyof Board, T> = Equal<Exclude<Board[K], undefined>, T>;
type Absent = { [K in keyof Board]-?: {} extends Pick<Board, K> ? K : never }[keyof Board];
export const all: readonly true[] = [
  true satisfies Equal<Absent, "note" | "either" | "label" | "owner" | "first" | "fee" | "at">,
  true satisfies Is<"note", string>,
  true satisfies Is<"nothing", string | null>,
  true satisfies Is<"either", string | null>,
  true satisfies Is<"level", number>,
  true satisfies Is<"status", "open" | "closed">,
  true satisfies Is<"maybe", readonly (string | null)[]>,
  true satisfies Is<"byName", Readonly<Record<string, number>>>,
  true satisfies Is<"tags", readonly string[]>,
  true satisfies Is<"numbers", readonly number[]>,
  true satisfies Is<"counts", Readonly<Record<string, number>>>,
  true satisfies Is<"due", string | null>,
  true satisfies Is<"prices", Readonly<Record<string, string>>>,
  true satisfies Is<"big", string>,
  true satisfies Is<"bigs", readonly string[]>,
];
export const line = (board: Board): Line | undefined => board.lines[0];
export const gap = (board: Board): Line | null | undefined => board.gaps[0];
export const other = (board: Board): number | undefined => board.other?.text;
export const cents = (board: Board): number => board.price.cents;
`),
    ).toBe("");
  }, 60_000);

  it("and of commands are what their classes write", async () => {
    expect(
      await compiled(`type Use = Commands["use"];
export const use: Use = {
  board: "a", all: true, tags: ["a"], count: 1, due: "2026-01-31", price: { cents: 1 }, big: "1", at: "2026-01-31T00:00:00Z",
};
// @ts-expect-error -- a set is a list of its values
export const tags: Use["tags"] = "a";
// @ts-expect-error -- the schema of the codec says what there is
export const price: Use["price"] = "5";
`),
    ).toBe("");
  }, 60_000);

  it("stand on schemas that hold for the same states", async () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
    const schema = JSON.parse(
      await readFile(generated("schemas/states/board.json"), "utf8"),
    ) as object;
    const validate = ajv.compile(schema);
    for (const state of states) expect([validate(state), validate.errors]).toEqual([true, null]);
    const [bare] = states as [object];
    for (const wrong of [{ note: null }, { level: null }, { tags: "a" }, { price: "5" }])
      expect([wrong, validate({ ...bare, ...wrong })]).toEqual([wrong, false]);
  });
});
