/** A WIT document that is no decider document: where, what was expected, what was found. */
export class WitError extends Error {
  override readonly name = "WitError";
  /** Counts from 1. */
  readonly line: number;
  readonly expected: string;

  constructor(line: number, expected: string, found: string) {
    super(`WIT line ${String(line)}: expected ${expected}, found ${found}`);
    this.line = line;
    this.expected = expected;
  }
}
