import { strict as assert } from "node:assert";
import { RandomQueries } from "./randomQueries.js";
import { together } from "./together.js";

const LAST = 6;
const EVERYTHING = { items: [] };

/**
 * While writers append, readers look at the last positions again and again: whatever one has seen must
 * stay as it was, and nothing may appear before it later.
 */
export const monotony = {
  writers: 5,
  async run({ open, random, effort, writers }) {
    const queries = new RandomQueries(random, { types: 5, tags: 5 });
    const readers = 2;
    const stores = await open(writers + readers, queries.vocabulary);
    const seen = Array.from({ length: readers }, () => []);
    const reading = together(stores.slice(0, readers), effort, async (store, reader) => {
      const positions = await store.positions(EVERYTHING, { backwards: true, limit: LAST });
      seen[reader].push(positions.reverse());
      return true;
    });
    const appended = await together(stores.slice(readers), effort, async (store) => {
      const query = queries.query();
      const after = await store.last(query);
      const sent = random.some(random.integer(2, 5), () => queries.event("{}"));
      return (await store.append(sent, { failIfEventsMatch: query, after })) !== undefined;
    });
    await reading;
    let changes = 0;
    for (const batches of seen) {
      let end = 0;
      for (const batch of batches) {
        const last = batch.at(-1) ?? 0;
        assert.ok(last >= end, `the last position was ${end}, and then ${last}`);
        const expected = Array.from({ length: Math.min(LAST, last) }, (_none, at) => at + 1);
        const first = last - expected.length;
        // Without gaps: so nothing can come in between later.
        assert.deepEqual(
          batch,
          expected.map((at) => first + at),
        );
        if (last > end) changes++;
        end = last;
      }
    }
    assert.ok(changes >= 10, `only ${changes} changes were seen, so nothing is shown`);
    const looks = seen.map(({ length }) => length).reduce((a, b) => a + b);
    return `${appended} appends, ${looks} looks, ${changes} of them at something new`;
  },
};
