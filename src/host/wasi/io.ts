/** The most that a component may sleep at a time, as long as a call may take on the platform. */
const LONGEST_SLEEP = 30_000_000_000n;

const now = (): bigint => process.hrtime.bigint();

/** `wasi:io/poll`: something to wait for, which here is only ever an instant. */
export class Pollable {
  readonly due: bigint;

  /** @param due - in nanoseconds of the monotonic clock. */
  constructor(due = 0n) {
    this.due = due;
  }

  ready(): boolean {
    return this.due <= now();
  }

  block(): void {
    const wait = this.due - now();
    if (wait > LONGEST_SLEEP) throw new RangeError("the component wants to sleep longer than 30 s");
    if (wait <= 0n) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(wait) / 1e6);
  }
}

/** The places of those that are ready, after the first one is. */
function poll(pollables: readonly Pollable[]): Uint32Array {
  if (pollables.length === 0) throw new RangeError("the component waits for nothing");
  const first = pollables.reduce((least, one) => (one.due < least.due ? one : least));
  first.block();
  return Uint32Array.from(
    [...pollables.keys()].filter((place) => pollables[place]?.ready() === true),
  );
}

/** `wasi:io/error`: there is none of it, because no stream fails. */
class IoError {
  toDebugString(): string {
    return "the stream failed";
  }
}

/** A stream that has ended. */
export class InputStream {
  read(): never {
    return closed();
  }
  blockingRead(): never {
    return closed();
  }
  skip(): never {
    return closed();
  }
  blockingSkip(): never {
    return closed();
  }
  subscribe(): Pollable {
    return new Pollable();
  }
}

function closed(): never {
  throw Object.assign(new Error("the stream is closed"), { payload: { tag: "closed" } });
}

/** A stream that takes everything at once, and hands it to a function. */
export class OutputStream {
  readonly #take: (bytes: Uint8Array) => void;

  constructor(take: (bytes: Uint8Array) => void) {
    this.#take = take;
  }

  checkWrite(): bigint {
    return 65_536n;
  }
  write(bytes: Uint8Array): void {
    this.#take(bytes);
  }
  blockingWriteAndFlush(bytes: Uint8Array): void {
    this.#take(bytes);
  }
  flush(): void {
    // Nothing is held back.
  }
  blockingFlush(): void {
    // Nothing is held back.
  }
  writeZeroes(): void {
    // Nobody reads them.
  }
  blockingWriteZeroesAndFlush(): void {
    // Nobody reads them.
  }
  splice(): never {
    return closed();
  }
  blockingSplice(): never {
    return closed();
  }
  subscribe(): Pollable {
    return new Pollable();
  }
}

export const IO = {
  "wasi:io/error": { Error: IoError },
  "wasi:io/poll": { Pollable, poll },
  "wasi:io/streams": { InputStream, OutputStream },
};
