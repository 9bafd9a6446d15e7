import { strict as assert } from "node:assert";
import { together } from "./together.js";

/** Writers whose conditions have nothing to do with each other: none may be refused. */
export const unrelatedWriters = {
  writers: 20,
  async run({ open, effort, writers }) {
    const stores = await open(writers, { tags: [], most: 1 });
    const started = performance.now();
    const durations = [];
    let number = 0;
    const appended = await together(stores, effort, async (store) => {
      const tags = [`tag-${number++}`];
      const began = performance.now();
      const position = await store.append([{ type: "happened", tags, data: "{}" }], {
        failIfEventsMatch: { items: [{ types: ["happened"], tags }] },
      });
      durations.push(performance.now() - began);
      assert.notEqual(position, undefined, `${tags.join()} was refused`);
      return true;
    });
    const seconds = (performance.now() - started) / 1_000;
    const median = durations.sort((a, b) => a - b)[durations.length >> 1];
    return `${appended} appends, none refused; ${Math.round(appended / seconds)} a second, median ${median.toFixed(1)} ms`;
  },
};
