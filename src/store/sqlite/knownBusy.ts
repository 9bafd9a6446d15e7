import type { Connection } from "./connection.js";

/** So many subjects are remembered. */
const MOST = 50_000;

const MORE_OF_SUBJECT =
  "select 1 from event indexed by event_of_subject where subject = ? limit 1 offset ?";
const MORE_OF_TYPE =
  "select 1 from event indexed by event_subject where subject = ? and type = ? limit 1 offset ?";

/**
 * Which subjects have very many events. In effective-time order an index has all of a subject's events,
 * so one of a type that the subject hardly has would be looked for among all of them.
 */
export class KnownBusy {
  readonly #connection: Connection;
  readonly #busy = new Set<number>();
  /** Those that were not, with the revision up to which the log was looked at then. */
  readonly #quiet = new Map<number, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Whether a subject has more events. Roughly: one that had not is looked at again when the log has got
   * as many events since.
   */
  isBusy(subject: number, upTo: number, most: number): boolean {
    if (this.#busy.has(subject)) return true;
    const seen = this.#quiet.get(subject);
    if (seen !== undefined && upTo < seen + most) return false;
    if (this.#busy.size + this.#quiet.size >= MOST) this.forget();
    const isBusy = this.#connection.get(MORE_OF_SUBJECT, subject, most) !== undefined;
    if (isBusy) this.#busy.add(subject);
    else this.#quiet.set(subject, upTo);
    return isBusy;
  }

  /** Whether a subject has at most so many events of a type. */
  isSeldom(subject: number, type: number, most: number): boolean {
    return this.#connection.get(MORE_OF_TYPE, subject, type, most) === undefined;
  }

  /** Forgets everything. What is told is how to look, and never what there is. */
  forget(): void {
    this.#busy.clear();
    this.#quiet.clear();
  }
}
