import type { Timestamp } from "./timestamp.js";

/** A command's headers in the order in which they came; names compare without case. */
export class CommandHeaders implements Iterable<readonly [name: string, value: string]> {
  readonly #entries: readonly (readonly [string, string])[];

  /** Pairs of a name and a value; a name may come more than once. */
  constructor(entries: Iterable<readonly [string, string]> = []) {
    // Engines copy an array faster than they go through it.
    this.#entries = Array.isArray(entries) ? entries.slice() : [...entries];
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

  /** Whether there is a value under the name. */
  has(name: string): boolean {
    return this.getAll(name).length > 0;
  }

  /** Pairs of a name, as it was sent, and a value. */
  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.#entries[Symbol.iterator]();
  }
}

/** What a decision is told beside its command. */
export interface StateChangeMetadata {
  /** The name that the command was sent to. */
  readonly stateChangeName: string;
  /** The version of the state change that decides, as the server assigned it. */
  readonly stateChangeVersion: bigint;
  /** The revision that the sender had seen; information for the decision, not a condition. */
  readonly lastSeenRevision: bigint;
  /** The only clock that a decision has. */
  readonly commandReceivedAt: Timestamp;
  /** What came beside the command, such as who sent it. */
  readonly headers: CommandHeaders;
}
