import fc from "fast-check";
import { concurrently } from "../../src/build/concurrently.js";

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

describe("work on several items at once", () => {
  it("settles in the items' order, one at a time, and never works on more than the limit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3)),
        fc.integer({ min: 1, max: 4 }),
        async (times, limit) => {
          const settled: number[] = [];
          let [working, settling] = [0, 0];
          const results = await concurrently(
            [...times.entries()],
            limit,
            async ([index, time]) => {
              expect(++working).toBeLessThanOrEqual(limit);
              await pause(time);
              working--;
              return index;
            },
            async (index) => {
              expect(++settling).toBe(1);
              await pause(0);
              settling--;
              settled.push(index);
            },
          );
          expect(results).toEqual([...times.keys()]);
          expect(settled).toEqual(results);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("fails with the first failure, and begins nothing more", async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await pause(1);
      if (item === 1) throw new Error("no");
    };
    await expect(concurrently([0, 1, 2, 3, 4, 5, 6, 7], 2, work)).rejects.toThrow("no");
    await pause(20);
    expect(begun.length).toBeLessThan(5);
  });
});
