import { setTimeout as sleep } from "node:timers/promises";
import { Garbage } from "../../src/host/garbage.js";

async function expectCollected(held: WeakRef<object>): Promise<void> {
  // Whoever looks at a weak reference holds its object for a moment.
  for (let waited = 0; waited < 10_000 && held.deref() !== undefined; waited += 2_500)
    await sleep(2_500);
  expect(held.deref()).toBeUndefined();
}

test("what is not needed any more is let go of once nothing happens", async () => {
  const garbage = new Garbage();
  const held = new WeakRef(new Array<number>(1_000));
  garbage.collectWhenQuiet();
  await sleep(500);
  expect(held.deref()).toBeDefined();
  await expectCollected(held);
});

test("what is large is let go of while other things go on", async () => {
  const garbage = new Garbage();
  const held = new WeakRef(new Array<number>(1_000));
  const busy = setInterval(() => {
    garbage.collectWhenQuiet();
  }, 20);
  try {
    garbage.collectSoon();
    await expectCollected(held);
  } finally {
    clearInterval(busy);
  }
});
