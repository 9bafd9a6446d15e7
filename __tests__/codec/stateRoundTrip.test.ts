import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import fc from "fast-check";
import { JsonError, jsonStateCodec } from "../../src/codec/index.js";

class Line {
  @Expose({ name: "unit_price" }) unitPrice = 0;
  note?: string;
  @Type(() => Date) on?: Date;
}

class State {
  @Expose({ name: "the_owner" }) owner = "";
  count = 0;
  flag: boolean | null = null;
  initial: string | undefined = "initially";
  anything: unknown;
  dictionary: Record<string, unknown> = {};
  @Type(() => Line) line?: Line;
  @Type(() => Line) lines: Line[] = [];
  // Annotated, because the compiler emits the type of an annotation, not that of an initial value.
  /* eslint-disable @typescript-eslint/consistent-generic-constructors */
  @Type(() => Line) byName: Map<string, Line> = new Map();
  /* eslint-enable @typescript-eslint/consistent-generic-constructors */
  @Type(() => Date) on?: Date;
}

/** Keys that are likely to go wrong beside any others. */
const key = fc.oneof(
  { arbitrary: fc.string(), weight: 20 },
  {
    arbitrary: fc.constantFrom(
      ...["constructor", "__proto__", "toString", "size", "get", "unitPrice", "unit_price", "on"],
    ),
    weight: 1,
  },
);

const date = fc.date({ noInvalidDate: true });

const line = fc
  .record(
    { unitPrice: fc.double({ noNaN: true, noDefaultInfinity: true }), note: fc.string(), on: date },
    { requiredKeys: [] },
  )
  .map((fields) => Object.assign(new Line(), fields));

const anyState = fc
  .record(
    {
      owner: fc.string({ unit: "binary" }),
      count: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      flag: fc.constantFrom(true, false, null),
      initial: fc.constantFrom("other", "third", undefined),
      anything: fc.oneof(
        { arbitrary: fc.jsonValue(), weight: 9 },
        { arbitrary: fc.anything({ withDate: true, withMap: true }), weight: 1 },
      ),
      dictionary: fc.dictionary(key, fc.jsonValue()),
      line,
      lines: fc.array(line),
      byName: fc.array(fc.tuple(key, line)).map((entries) => new Map(entries)),
      on: date,
    },
    { requiredKeys: [] },
  )
  .map((fields) => Object.assign(new State(), fields));

const codec = jsonStateCodec(State);

/** The bytes of a state, or `undefined` when it is refused. */
function encoded(state: State): Uint8Array | undefined {
  try {
    return codec.encode(state);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

test("state that is not refused encodes to the same bytes after it was decoded", () => {
  let accepted = 0;
  fc.assert(
    fc.property(anyState, (state) => {
      const bytes = encoded(state);
      if (bytes === undefined) return;
      accepted += 1;
      expect(codec.encode(codec.decode(bytes))).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(50);
});

test("state that is not refused comes back equal", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const bytes = encoded(state);
      if (bytes === undefined) return;
      expect(zeroed(codec.decode(bytes))).toEqual(zeroed(state));
    }),
    { numRuns: 500 },
  );
});

/** JSON has one zero, and `toEqual` two. */
function zeroed(value: unknown): unknown {
  if (value === 0) return 0;
  if (value instanceof Map) return new Map([...value].map(([name, item]) => [name, zeroed(item)]));
  if (Array.isArray(value)) return value.map(zeroed);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, zeroed(item)]));
}
