import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import { IsInt } from "class-validator";
import {
  decodeUtf8,
  encodeUtf8,
  InvalidPayloadError,
  JsonError,
  jsonStateCodec,
  MAX_DEPTH,
} from "../../src/codec/index.js";
import type { Class } from "../../src/domain/index.js";

class Line {
  @Expose({ name: "unit_price" }) unitPrice = 0;
  @Type(() => Date) on?: Date;
}

class Special extends Line {
  extra = "x";
}

class State {
  text = "";
  @Expose({ name: "the_count" }) count = 0;
  flag = false;
  nothing: null | string = "initially";
  optional?: string | undefined;
  initial: string | undefined = "initially";
  list: unknown[] = [];
  dictionary: Record<string, unknown> = {};
  plain: unknown;
  @Type(() => Date) on?: Date | null;
  @Type(() => Date) days?: Date[];
  @Type(() => Line) line?: Line;
  @Type(() => Line) lines: Line[] = [];
  // Annotated, because the compiler emits the type of an annotation, not that of an initial value.
  /* eslint-disable @typescript-eslint/consistent-generic-constructors */
  @Type(() => Line) byName: Map<string, Line> = new Map();
  @Type(() => Line) unique: Set<Line> = new Set();
  @Type(() => String) names: Set<string> = new Set();
  /* eslint-enable @typescript-eslint/consistent-generic-constructors */
  untypedMap?: Map<string, number>;
  @Transform(({ value }) => (value === undefined ? undefined : BigInt(String(value))), {
    toClassOnly: true,
  })
  @Transform(({ value }) => (value === undefined ? undefined : String(value)), {
    toPlainOnly: true,
  })
  big?: bigint;
  @Exclude() readonly helper = (): string => this.text;
  @Type(() => Line, {
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "line", value: Line },
        { name: "special", value: Special },
      ],
    },
  })
  either?: Line;

  describe(): string {
    return this.text;
  }

  get total(): number {
    return this.count;
  }
}

const codec = jsonStateCodec(State);
const stateWith = (fields: Partial<Record<keyof State, unknown>>): State =>
  Object.assign(new State(), fields);
const line = (fields: Partial<Line>): Line => Object.assign(new Line(), fields);

const cyclic: { self?: unknown; list: unknown[] } = { list: [] };
cyclic.self = cyclic;
const cyclicList: unknown[] = [];
cyclicList.push(cyclicList);

function nestedIn(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { inner: value };
  return value;
}

describe("state that survives", () => {
  test.each<[string, Partial<Record<keyof State, unknown>>]>([
    ["untouched", {}],
    ["text, numbers, booleans and null", { text: "ä\n", count: -1.5, flag: true, nothing: null }],
    ["an undefined property without an initial value", { optional: undefined }],
    ["plain arrays and objects, nested", { list: [1, [null, "a"], { b: [] }], plain: { c: {} } }],
    ["a dictionary with any keys", { dictionary: { "": 1, "0": 2, "ä b": 3, list: 4, kind: 5 } }],
    ["an object without a prototype", { plain: Object.assign(Object.create(null), { a: 1 }) }],
    ["a Date with @Type", { on: new Date(12345), days: [new Date(0), new Date(1)] }],
    ["null in place of a Date", { on: null }],
    ["nested instances with @Type", { line: line({ unitPrice: 3, on: new Date(7) }) }],
    ["arrays of instances", { lines: [line({ unitPrice: 1 }), line({})] }],
    [
      "a Map with @Type",
      {
        byName: new Map([
          ["a", line({})],
          ["note", line({})],
        ]),
      },
    ],
    ["a Set of instances with @Type", { unique: new Set([line({}), line({ unitPrice: 1 })]) }],
    ["a Set of texts with @Type", { names: new Set(["b", "a"]) }],
    ["a bigint with @Transform in both directions", { big: 2n ** 64n }],
    ["a subtype that a discriminator names", { either: Object.assign(new Special()) }],
    ["state as deep as JSON may be", { plain: nestedIn(MAX_DEPTH - 1) }],
  ])("%s", (_what, fields) => {
    const state = stateWith(fields);
    const bytes = codec.encode(state);
    const back = codec.decode(bytes);
    expect(back).toBeInstanceOf(State);
    expect(decodeUtf8(codec.encode(back))).toBe(decodeUtf8(bytes));
    for (const [name, value] of Object.entries(fields)) {
      expect(Reflect.get(back, name)).toEqual(value);
    }
  });

  test("an @Exclude'd private arrow function is made anew", () => {
    const back = codec.decode(codec.encode(stateWith({ text: "hello" })));
    expect(back.helper()).toBe("hello");
  });

  test("a discriminated instance keeps its class", () => {
    const back = codec.decode(codec.encode(stateWith({ either: new Special() })));
    expect(back.either).toBeInstanceOf(Special);
  });

  test("is written under its names in JSON, in the order of the class", () => {
    class Small {
      @Expose({ name: "the_first" }) first = 1;
      second = [2];
    }
    expect(decodeUtf8(jsonStateCodec(Small).encode(new Small()))).toBe(
      '{"the_first":1,"second":[2]}',
    );
  });
});

describe("state that would not come back is refused, and its place told", () => {
  const refused = (target: Class, state: object): string => {
    try {
      jsonStateCodec(target).encode(state);
    } catch (error) {
      if (error instanceof JsonError) return error.message;
      throw error;
    }
    return "nothing was refused";
  };

  test.each<[string, Partial<Record<keyof State, unknown>>, string]>([
    [
      "a Date without @Type",
      { plain: new Date(0) },
      "plain holds a Date, which would come back as text; add @Type(() => Date)",
    ],
    [
      "a Date in a list without @Type",
      { list: [1, new Date(0)] },
      "list[1] holds a Date, which would come back as text; add @Type(() => Date)",
    ],
    ["an invalid Date", { on: new Date(Number.NaN) }, "on holds an invalid Date"],
    [
      "a Map without @Type",
      { untypedMap: new Map() },
      "untypedMap holds a Map, which would come back as something else; declare its type and add @Type(() => Element)",
    ],
    [
      "a Set in a plain object",
      { plain: { s: new Set() } },
      "plain.s holds a Set, which would come back as something else; declare its type and add @Type(() => Element)",
    ],
    [
      "a Map where @Type says Set",
      { names: new Map() },
      "names holds a Map, which would come back as something else; declare its type and add @Type(() => Element)",
    ],
    [
      "a Map with keys that are no text",
      { byName: new Map([[1, line({})]]) },
      "byName has the key 1, which would come back as text",
    ],
    [
      "a Map with a key that names a member of Map",
      { byName: new Map([["size", line({})]]) },
      'byName has the key "size", which is reserved and would be dropped or renamed; put a prefix before each key',
    ],
    [
      "a Map with a key that names a renamed property of its values",
      { byName: new Map([["unit_price", line({})]]) },
      'byName has the key "unit_price", which is reserved and would be dropped or renamed; put a prefix before each key',
    ],
    [
      "an instance without @Type",
      { plain: line({}) },
      "plain holds an instance of Line, which would come back as a plain object; add @Type(() => Line)",
    ],
    [
      "an instance of a subclass",
      { line: new Special() },
      "line holds an instance of Special, which would come back as a plain object; add @Type(() => Special)",
    ],
    [
      "an instance in a typed list's instance",
      { lines: [Object.assign(line({}), { extra: line({}) })] },
      "lines[0].extra holds an instance of Line, which would come back as a plain object; add @Type(() => Line)",
    ],
    [
      "undefined over an initial value",
      { initial: undefined },
      'initial is undefined and would come back as "initially"; use null, or no initial value',
    ],
    [
      "undefined over a nested initial value",
      { line: Object.assign(new Line(), { unitPrice: undefined }) },
      "line.unitPrice is undefined and would come back as 0; use null, or no initial value",
    ],
    [
      "undefined in an array",
      { list: [1, undefined] },
      "list[1] is undefined, which would come back as null",
    ],
    ["NaN", { count: Number.NaN }, "count is NaN, which JSON cannot carry"],
    [
      "Infinity, nested",
      { plain: [{ n: Number.POSITIVE_INFINITY }] },
      "plain[0].n is Infinity, which JSON cannot carry",
    ],
    ["a bigint", { plain: 1n }, "plain holds a bigint, which JSON cannot carry; add @IsBigInt()"],
    ["a symbol", { plain: Symbol("s") }, "plain holds a symbol, which JSON cannot carry"],
    ["a function", { plain: () => 1 }, "plain holds a function, which JSON cannot carry"],
    [
      "a dictionary's key that names a method of every object",
      { dictionary: { toString: 1 } },
      "dictionary.toString has the name of a method or of what objects are made of, and would be dropped; use another key",
    ],
    [
      "a dictionary's key constructor",
      { dictionary: { constructor: 1 } },
      "dictionary.constructor has the name of a method or of what objects are made of, and would be dropped; use another key",
    ],
    [
      "a dictionary's key prototype",
      { plain: [{ prototype: 1 }] },
      "plain[0].prototype has the name of a method or of what objects are made of, and would be dropped; use another key",
    ],
  ])("%s", (_what, fields, message) => {
    expect(refused(State, stateWith(fields))).toBe(message);
  });

  test("a dictionary's own key __proto__", () => {
    const dictionary: unknown = JSON.parse('{"__proto__":1}');
    expect(refused(State, stateWith({ dictionary }))).toMatch(
      /^dictionary\.__proto__ has the name/,
    );
  });

  test("a private arrow function without @Exclude", () => {
    class WithArrow {
      count = 0;
      private readonly add = (): number => this.count;
      sum(): number {
        return this.add();
      }
    }
    expect(refused(WithArrow, new WithArrow())).toBe(
      "add is a function in each instance, which JSON cannot carry; make it a method, or add @Exclude()",
    );
  });

  test.each<[string, unknown]>([
    ["an object that holds itself", cyclic],
    ["a list that holds itself", cyclicList],
    ["state deeper than JSON may be", nestedIn(MAX_DEPTH)],
  ])("%s", (_what, plain) => {
    const message = refused(State, stateWith({ plain }));
    expect(message).toMatch(/nested deeper than 64 levels$|is the same object as plain, /);
    expect(message.length).toBeLessThan(160);
  });

  test("a typed instance that holds itself", () => {
    class Node {
      @Type(() => Node) next?: Node;
    }
    const node = new Node();
    node.next = node;
    expect(refused(Node, node)).toMatch(/^next is the same object as the state itself, /);
  });
});

describe("content that is no state is refused", () => {
  test.each([
    ["broken UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "no UTF-8 text"],
    ["no JSON", encodeUtf8("{"), "no JSON"],
    ["nothing", new Uint8Array(), "no JSON"],
    ["a rounded number", encodeUtf8('{"the_count":9007199254740993}'), "would be rounded"],
  ])("%s", (_what, content, message) => {
    expect(() => codec.decode(content)).toThrow(JsonError);
    expect(() => codec.decode(content)).toThrow(message);
  });

  test.each(["null", "[]", "1", '"text"'])("%s, which is no object", (text) => {
    expect(() => codec.decode(encodeUtf8(text))).toThrow(InvalidPayloadError);
  });

  test("state that breaks its class's rules", () => {
    class Ruled {
      @IsInt() count = 0;
    }
    const ruled = jsonStateCodec(Ruled);
    expect(() => ruled.decode(encodeUtf8('{"count":"1"}'))).toThrow(
      "count: count must be an integer number",
    );
    expect(ruled.decode(encodeUtf8('{"count":1,"later":2}'))).toHaveProperty("later", 2);
  });
});
