import type { ServerWritableStream } from "@grpc/grpc-js";

type Bytes = Uint8Array;

/** What goes to the library at once. */
export type Batch = readonly Bytes[];

/** So many bytes are worth a write; HTTP/2 cuts them into frames. */
const ENOUGH = 1 << 14;
/** So many writes may wait for the reader: it must not wait for the next one, nor they fill the memory. */
const MOST_WRITES = 8;

/**
 * Gathers messages that are there within one turn of the event loop: a log is thousands of small ones,
 * and what a stream and a socket make of each costs more than the message. None waits for another one.
 */
export class MessageBatch {
  readonly #call: ServerWritableStream<Bytes, Batch>;
  #messages: Bytes[] = [];
  #bytes = 0;
  #writes = 0;
  #turn: NodeJS.Immediate | undefined;
  #taken: (() => void) | undefined;

  constructor(call: ServerWritableStream<Bytes, Batch>) {
    this.#call = call;
  }

  /** Whether more is wanted now; if not, `wanted` is to be waited for. */
  add(message: Bytes): boolean {
    this.#messages.push(message);
    this.#bytes += message.length;
    this.#turn ??= setImmediate(() => {
      this.flush();
    });
    if (this.#bytes < ENOUGH) return true;
    this.flush();
    return false;
  }

  /**
   * Waits until what was written could go out, and a slow reader has taken enough of it, or is gone, or
   * the signal is aborted.
   */
  wanted(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#writes < MOST_WRITES) {
        setImmediate(resolve);
        return;
      }
      const done = (): void => {
        this.#taken = undefined;
        this.#call.off("close", done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#taken = done;
      this.#call.once("close", done);
      signal.addEventListener("abort", done);
      if (signal.aborted || this.#call.destroyed) done();
    });
  }

  /** Gives all that was gathered to the library. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    if (this.#messages.length === 0 || this.#call.destroyed) return;
    this.#writes += 1;
    this.#call.write(this.#messages, () => {
      this.#writes -= 1;
      this.#taken?.();
    });
    this.#messages = [];
    this.#bytes = 0;
  }
}
