/**
 * The handles of one call. Engines drop no owned handle by themselves, and a borrowed one that is
 * used after the call kills the instance; so owned ones are disposed at the end, and every use is
 * checked against it.
 */
export class HandleScope {
  readonly #owned: unknown[] = [];
  #open = true;

  /** Registers a handle that the component owns; gives it back. */
  own<H>(handle: H): H {
    this.#owned.push(handle);
    return handle;
  }

  /** @throws TypeError after the call. */
  assertOpen(): void {
    if (!this.#open) {
      throw new TypeError(
        "the database is only valid during the call that it was given to; do not keep it",
      );
    }
  }

  /** Disposes what is owned, the newest first. Never throws. */
  close(): void {
    this.#open = false;
    if (this.#owned.length === 0) return;
    for (const handle of this.#owned.reverse()) {
      try {
        dispose(handle);
      } catch {
        // It must neither keep the others, nor stand in for the answer to the call.
      }
    }
    this.#owned.length = 0;
  }
}

function dispose(handle: unknown): void {
  // Engines name the method by the well-known symbol, which not all of them define.
  const symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for("dispose");
  const method: unknown = Reflect.get(handle as object, symbol);
  if (typeof method === "function") Reflect.apply(method, handle, []);
}
