import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Frees what nothing refers to any more, so that a `WeakRef` tells whether something still does. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // A `WeakRef` that was made or read keeps its target until the turn ends.
  await setImmediate();
  collect();
  await setImmediate();
}
