import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * When it is collected, in milliseconds: when nobody waits any more, and when the thread has made little
 * for so long that V8 also gives back the room that it keeps for new objects.
 */
const AFTER = [1_500, 8_000];

/**
 * Gives a thread's memory back: Node collects garbage only while the thread makes more, and knows little
 * of what compiled code and the memories of components take.
 */
export class Garbage {
  readonly #settled: (() => void) | undefined;
  readonly #quiet: NodeJS.Timeout[] = [];
  readonly #soon = new Set<number>();
  #collector: (() => void) | undefined;

  /** @param settled - hears when nothing has been done for so long that all has been collected. */
  constructor(settled?: () => void) {
    this.#settled = settled;
  }

  /** Something was done, or is about to be: collects once nothing has been done for a while. */
  collectWhenQuiet(): void {
    for (const timer of this.#quiet) timer.refresh();
    if (this.#quiet.length > 0) return;
    const last = AFTER.at(-1);
    for (const after of AFTER)
      this.#quiet.push(this.#collectIn(after, after === last ? this.#settled : undefined));
  }

  /** Something large was let go of: collects in a while, whatever else goes on. */
  collectSoon(): void {
    for (const after of AFTER) {
      if (this.#soon.has(after)) continue;
      this.#soon.add(after);
      this.#collectIn(after, () => this.#soon.delete(after));
    }
  }

  #collectIn(milliseconds: number, collected?: () => void): NodeJS.Timeout {
    const collect = (): void => {
      this.#collector ??= collector();
      this.#collector();
      collected?.();
    };
    return setTimeout(collect, milliseconds).unref();
  }
}

/** What Node only has when it is started with a flag, or is given it later, and then in new contexts only. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
