import type { Connection } from "./connection.js";

/** So many pairs are remembered. */
const MOST = 50_000;

const MET = "select 1 from subject_stream where subject = ? and stream = ?";

/**
 * Which subjects have events in which streams. A question for two that never meet
 * would go through all events of one of them; what has met stays so, and is remembered.
 */
export class KnownTogether {
  readonly #connection: Connection;
  readonly #known = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whether a subject has an event in a stream. */
  inStream(subject: number, stream: number): boolean {
    const pair = `${String(subject)} ${String(stream)}`;
    if (this.#known.has(pair)) return true;
    if (this.#connection.get(MET, subject, stream) === undefined) return false;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.add(pair);
    return true;
  }

  /** A subject gets an event in a stream. Only within a transaction that writes. */
  meet(subject: number, stream: number): void {
    if (this.inStream(subject, stream)) return;
    this.#connection.run("insert into subject_stream values (?, ?)", subject, stream);
  }

  /** Forgets everything: what a transaction that was rolled back brought together has not met. */
  forget(): void {
    this.#known.clear();
  }
}
