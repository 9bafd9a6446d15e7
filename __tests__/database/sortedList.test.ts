import fc from "fast-check";
import { SortedList } from "../../src/database/memory/sortedList.js";
import { law } from "../support/law.js";

const numbers = (a: number, b: number): number => a - b;
const values = fc.uniqueArray(fc.integer({ min: 0, max: 5_000 }), {
  maxLength: 2_000,
  size: "max",
});

function listOf(added: readonly number[]): SortedList<number> {
  const list = new SortedList(numbers);
  for (const value of added) list.add(value);
  return list;
}

describe("a sorted list", () => {
  it("gives its values in order from any place, in both directions", () => {
    law(
      fc.property(values, fc.integer({ min: -1, max: 5_001 }), (added, from) => {
        const list = listOf(added);
        const sorted = added.toSorted(numbers);
        expect([...list.upwards((value) => value >= from)]).toEqual(
          sorted.filter((value) => value >= from),
        );
        expect([...list.downwards((value) => value > from)]).toEqual(
          sorted.filter((value) => value <= from).toReversed(),
        );
      }),
    );
  });

  it("can grow while it is read: every value that was there comes once, in order", () => {
    law(
      fc.property(values, values, fc.boolean(), (added, more, isUpwards) => {
        const list = listOf(added);
        const later = more.filter((value) => !added.includes(value));
        const found: number[] = [];
        for (const value of isUpwards ? list.upwards(() => true) : list.downwards(() => false)) {
          found.push(value);
          for (const next of later.splice(0, 3)) list.add(next);
        }
        expect(found).toEqual([...new Set(found)].sort(isUpwards ? numbers : (a, b) => b - a));
        expect(added.filter((value) => !found.includes(value))).toEqual([]);
      }),
    );
  });
});
