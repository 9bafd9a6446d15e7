import type { Timestamp } from "./timestamp.js";

/** A command's headers in the order in which they came; names compare without case. */
export class CommandHeaders implements Iterable<readonly [name: string, value: string]> {
  readonly #entries: readonly (readonly [string, string])[];

  constructor(entries: Iterable<readonly [string, string]> = []) {
    this.#entries = [...entries];
  }

  /** The first value under the name. */
  get(name: string): string | undefined {
    return this.getAll(name)[0];
  }

  /** All values under the name, in order. */
  getAll(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.#entries.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.getAll(name).length > 0;
  }

  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.#entries[Symbol.iterator]();
  }
}

/** What a decision is told beside its command. */
export interface StateChangeMetadata {
  readonly stateChangeName: string;
  readonly stateChangeVersion: bigint;
  /** The revision that the sender had seen; information for the decision, not a condition. */
  readonly lastSeenRevision: bigint;
  /** The only clock that a decision has. */
  readonly commandReceivedAt: Timestamp;
  readonly headers: CommandHeaders;
}
