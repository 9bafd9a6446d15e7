import type { Head } from "../ports/index.js";

/** Tells whoever listens that there is a new head, or that there will be none any more. */
export class HeadFeed {
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  /** There is a new head. */
  announce(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** There will be no other. */
  close(): void {
    this.#isClosed = true;
    this.announce();
  }

  /** The head now and after each announcement, until the signal or the end; a slow listener skips some. */
  async *heads(head: () => Head, signal: AbortSignal): AsyncGenerator<Head> {
    let told = -1n;
    while (!signal.aborted && !this.#isClosed) {
      const latest = head();
      if (latest.revision > told) {
        told = latest.revision;
        yield latest;
      } else {
        await this.#announcement(signal);
      }
    }
  }

  #announcement(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
