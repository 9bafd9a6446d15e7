import type { Found } from "../../build/index.js";

/** So many states of the sources are remembered: a change is often taken back. */
const STATES = 3;

interface Known {
  readonly found: Found;
  /** The last state of the sources that it belongs to. */
  state: number;
}

/** What was found out about definitions, by all that it depends on. */
export class FoundBefore {
  readonly #known = new Map<string, Known>();
  #state = 0;

  /** What is known, or else is found out now. */
  async of(key: string, look: () => Promise<Found>): Promise<Found> {
    const known = this.#known.get(key);
    const found = known?.found ?? (await look());
    this.#known.set(key, { found, state: this.#state });
    return found;
  }

  /** The present state of the sources is looked at to its end. */
  next(): void {
    this.#state += 1;
    for (const [key, { state }] of this.#known)
      if (state + STATES < this.#state) this.#known.delete(key);
  }

  /** Absolute paths of the files that the last state's definitions are made of. */
  get files(): readonly string[] {
    return [...this.#known.values()]
      .filter(({ state }) => state + 1 === this.#state)
      .flatMap(({ found }) => found.files);
  }
}
