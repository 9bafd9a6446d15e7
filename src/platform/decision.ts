import type { AppendCondition, StateChangeErrorKind, Timestamp } from "../domain/index.js";
import type { DatabaseErrorCode, Read } from "../database/index.js";

/** What became of a command. */
export type DecisionOutcome =
  | { readonly kind: "accepted"; readonly revision: bigint; readonly events: number }
  | { readonly kind: "refused"; readonly refusal: StateChangeErrorKind; readonly message: string }
  | { readonly kind: "failed"; readonly code: DatabaseErrorCode; readonly message: string };

/** How one command was decided: kept for people who want to know why. */
export interface DecisionRecord {
  /** Counts the decisions of a database since the server started, from 1. */
  readonly number: bigint;
  readonly stateChange: string;
  readonly version: bigint;
  readonly transactionId: string;
  readonly receivedAt: Timestamp;
  /** The revision that the last attempt was decided at. */
  readonly revision: bigint;
  /** What the last attempt read. */
  readonly reads: readonly Read[];
  /** The conditions of the last attempt. */
  readonly conditions: readonly AppendCondition[];
  /** How often the command was decided: more than once when others were faster. */
  readonly attempts: number;
  /** Why each attempt but the last was in vain. */
  readonly lostRaces: readonly string[];
  readonly milliseconds: number;
  readonly outcome: DecisionOutcome;
}

/** The last decisions of a database, the oldest first. */
export class DecisionLog {
  readonly #records: DecisionRecord[] = [];
  readonly #capacity: number;
  #count = 0n;

  constructor(capacity = 1_000) {
    this.#capacity = capacity;
  }

  /** How many there were so far, which is the number of the last. */
  get count(): bigint {
    return this.#count;
  }

  add(record: Omit<DecisionRecord, "number">): void {
    this.#count += 1n;
    this.#records.push({ ...record, number: this.#count });
    if (this.#records.length > this.#capacity) this.#records.shift();
  }

  /** Those after a number, the oldest first. */
  after(number = 0n): readonly DecisionRecord[] {
    return this.#records.filter((record) => record.number > number);
  }
}
