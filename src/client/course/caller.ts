import { describe } from "../../domain/index.js";
import type { CallOptions } from "../callOptions.js";
import { ClientError } from "../clientError.js";
import { pause, pauseBefore, type BackOff } from "./pause.js";

/** How calls take their course. */
export interface CallerOptions {
  /** Milliseconds; default of calls that end. */
  readonly deadline: number;
  /** How often a call that may be sent again is sent at most, while the server cannot be reached. */
  readonly attempts: number;
  readonly backOff: BackOff;
}

/** Some 24 days: the longest that timers take. */
const NO_DEADLINE = 2 ** 31 - 1;

/** Runs calls: their deadlines, their cancellation, and their attempts. */
export class Caller {
  readonly backOff: BackOff;
  readonly #options: CallerOptions;
  readonly #closed: AbortSignal;

  /** @param closed - aborted when the client is closed. */
  constructor(options: CallerOptions, closed: AbortSignal) {
    this.#options = options;
    this.#closed = closed;
    this.backOff = options.backOff;
  }

  /** As this one, without an end to its attempts but that of a call's signal. */
  get patient(): Caller {
    return new Caller(
      { ...this.#options, attempts: Infinity, deadline: NO_DEADLINE },
      this.#closed,
    );
  }

  /** A call that must not be sent twice. */
  once<T>(
    options: CallOptions | undefined,
    attempt: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#bounded(options, this.#options.deadline, attempt);
  }

  /** A call that may be sent again: it only reads, or its transaction's id says that it is the same. */
  again<T>(
    options: CallOptions | undefined,
    attempt: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#bounded(options, this.#options.deadline, async (signal) => {
      for (let count = 1; ; count += 1) {
        try {
          return await attempt(signal);
        } catch (error) {
          if (!isUnreachable(error) || count >= this.#options.attempts) throw error;
        }
        await pause(pauseBefore(count, this.backOff), signal);
      }
    });
  }

  /**
   * What is read one by one, always the same in the same order: after an interruption it is asked for
   * again, and what was given already is passed over.
   */
  async *stream<T>(
    options: CallOptions | undefined,
    source: (signal: AbortSignal) => AsyncIterable<T>,
    attempts = this.#options.attempts,
  ): AsyncGenerator<T, void, undefined> {
    const { signal, explain } = this.bound(options, undefined);
    let given = 0;
    for (let count = 1; ; count += 1) {
      let passed = 0;
      try {
        for await (const value of source(signal)) {
          passed += 1;
          if (passed <= given) continue;
          given += 1;
          count = 1;
          yield value;
        }
        return;
      } catch (error) {
        if (!isUnreachable(error) || count >= attempts) throw explain(error);
      }
      await pause(pauseBefore(count, this.backOff), signal);
    }
  }

  async #bounded<T>(
    options: CallOptions | undefined,
    standard: number,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { signal, explain } = this.bound(options, standard);
    try {
      return await run(signal);
    } catch (error) {
      throw explain(error);
    }
  }

  /** The signal of a call with these options, and what its failure is told as. */
  bound(
    options: CallOptions | undefined,
    standard: number | undefined,
  ): { signal: AbortSignal; explain: (error: unknown) => unknown } {
    const milliseconds = checkedDeadline(options?.deadline) ?? standard;
    const over = milliseconds === undefined ? undefined : AbortSignal.timeout(milliseconds);
    const signals = [options?.signal, over, this.#closed].filter((signal) => signal !== undefined);
    return {
      signal: AbortSignal.any(signals),
      explain: (error) =>
        over?.aborted === true && error === over.reason
          ? new ClientError(
              "deadline-exceeded",
              `the call was given up after ${String(milliseconds)} ms; whether the server has done it is not known`,
              { cause: error },
            )
          : error,
    };
  }
}

/** Whether a failure may pass. */
export const isUnreachable = (error: unknown): boolean =>
  ClientError.is(error) && (error.code === "unavailable" || error.code === "too-many-requests");

function checkedDeadline(deadline: number | undefined): number | undefined {
  if (deadline === undefined || (Number.isFinite(deadline) && deadline > 0)) return deadline;
  throw new RangeError(`a deadline is a number of milliseconds above 0, got ${describe(deadline)}`);
}
