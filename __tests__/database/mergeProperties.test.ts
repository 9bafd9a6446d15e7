import fc from "fast-check";
import { mergeProperties } from "../../src/database/mergeProperties.js";

describe("merging properties", () => {
  test("makes a new object with the properties of both, the second's where both have one", () => {
    const first = { a: 1, b: 2 };
    const second = { b: 3, c: 4 };
    expect(mergeProperties(first, second)).toEqual({ a: 1, b: 3, c: 4 });
    expect(first).toEqual({ a: 1, b: 2 });
    expect(second).toEqual({ b: 3, c: 4 });
  });

  test("agrees with spreading, as long as there are plain values only", () => {
    const objects = fc.dictionary(fc.string(), fc.anything());
    fc.assert(
      fc.property(objects, objects, (first, second) => {
        expect(mergeProperties(first, second)).toEqual({ ...first, ...second });
      }),
    );
  });

  test("does not read getters, and lets them be read again and again", () => {
    let reads = 0;
    const counted = {
      get count() {
        return ++reads;
      },
    };
    const merged = mergeProperties(counted, { other: 1 });
    expect(reads).toBe(0);
    expect([merged.count, merged.count]).toEqual([1, 2]);
  });

  test("lets the getters of one side see the properties of the other", () => {
    const revision = {
      base: 1,
      get next() {
        return this.base + 1;
      },
    };
    expect(mergeProperties(revision, { base: 41 }).next).toBe(42);
  });

  test("replaces a getter by a value without calling its setter", () => {
    const first = {
      get a(): number {
        throw new Error("read");
      },
      set a(_: number) {
        throw new Error("written");
      },
    };
    expect(mergeProperties(first, { a: 1 }).a).toBe(1);
  });

  test("keeps symbols and properties that are not enumerable", () => {
    const mark = Symbol("mark");
    const hidden = Object.defineProperty({}, "hidden", { value: 1 }) as { hidden: number };
    const merged = mergeProperties(hidden, { [mark]: 2 });
    expect(merged.hidden).toBe(1);
    expect(Object.keys(merged)).toEqual([]);
    expect(merged[mark]).toBe(2);
  });
});
