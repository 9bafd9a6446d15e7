import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** After so long without work nobody waits, in milliseconds. */
const QUIET = 1_500;

/**
 * Gives memory back when there is nothing to do: Node collects garbage only while it makes more, and a
 * process that waits for the next save would hold what the last ones have left.
 */
export class QuietCollection {
  readonly #collect: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    setFlagsFromString("--expose-gc");
    this.#collect = runInNewContext("gc") as () => void;
  }

  /** Something was done, or is about to be. */
  worked(): void {
    if (this.#timer === undefined) this.#timer = setTimeout(this.#collect, QUIET).unref();
    else this.#timer.refresh();
  }
}
