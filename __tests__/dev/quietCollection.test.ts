import { setTimeout as sleep } from "node:timers/promises";
import { QuietCollection } from "../../src/dev/quietCollection.js";

test("what is not needed any more is let go of once nothing happens", async () => {
  const collection = new QuietCollection();
  const held = new WeakRef(new Array<number>(1_000));
  collection.worked();
  await sleep(500);
  expect(held.deref()).toBeDefined();
  for (let waited = 0; waited < 10_000 && held.deref() !== undefined; waited += 2_500)
    await sleep(2_500);
  expect(held.deref()).toBeUndefined();
});
