import { strict as assert } from "node:assert";
import { matches } from "./selectors.js";
import { RandomQueries } from "./randomQueries.js";
import { together } from "./together.js";

/**
 * Writers look for the last event that concerns them, and append if there is none after it. Each event
 * tells what its writer had seen; so the log itself shows whether every condition held when it was
 * appended.
 */
export const consistency = {
  writers: 20,
  async run({ open, random, effort, writers }) {
    const queries = new RandomQueries(random, { types: 10, tags: 10 });
    const stores = await open(writers, queries.vocabulary);
    let refused = 0;
    const appended = await together(stores, effort, async (store) => {
      const query = queries.query();
      const seen = await store.last(query);
      const sent = random.some(random.integer(1, 2), (_none, index) =>
        queries.event(JSON.stringify(index === 0 ? { query, seen } : {})),
      );
      const position = await store.append(sent, { failIfEventsMatch: query, after: seen });
      if (position === undefined) refused++;
      return position !== undefined;
    });
    const log = await stores[0].log();
    let checked = 0;
    for (const { data, position } of log) {
      const { query, seen } = JSON.parse(data);
      if (query === undefined) continue;
      const last = log.slice(0, position - 1).findLast((event) => matches(query, event));
      assert.equal(seen, last?.position ?? 0, `position ${position} was appended on ${seen}`);
      // What the server selects must be what the specification's words select.
      if (checked++ % 20 === 0) {
        const expected = log.filter((event) => matches(query, event)).map((e) => e.position);
        assert.deepEqual(await stores[checked % stores.length].positions(query), expected);
      }
    }
    assert.equal(checked, appended);
    assert.ok(refused > 0, "no two writers met, so nothing is shown");
    return `${checked} conditions held, ${refused} were refused, ${log.length} events`;
  },
};
