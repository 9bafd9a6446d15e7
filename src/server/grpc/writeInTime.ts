import type { ServerWritableStream } from "@grpc/grpc-js";
import { GrpcCode, ServerError } from "../status.js";

type Bytes = Uint8Array;
type Done = (error?: Error | null) => void;

/** So many milliseconds before its time a timer may come. */
const SLACK = 2;

/**
 * Writes no message after the caller's deadline, and together those that wait when the last one was taken.
 *
 * At the deadline the library ends the stream with its status; what is written after that keeps the
 * status from being sent, and the caller waiting. It may have been handed over long before: the library
 * takes one message after the other. And it gives each to the socket by itself, where Node's streams
 * offer to hand on all at once.
 */
export function writeInTime(call: ServerWritableStream<Bytes, Bytes>): void {
  const write = call._write.bind(call);
  const isLate = (): boolean => Date.now() + SLACK >= Number(call.getDeadline());
  call._write = (message: Bytes, encoding: BufferEncoding, done: Done) => {
    if (isLate()) done(late());
    else write(message, encoding, done);
  };
  call._writev = (messages, done: Done) => {
    if (isLate()) {
      done(late());
      return;
    }
    let left = messages.length;
    let failure: Error | null | undefined;
    for (const { chunk, encoding } of messages)
      write(chunk as Bytes, encoding, (error?: Error | null) => {
        failure ??= error;
        if (--left === 0) done(failure);
      });
  };
}

const late = (): ServerError =>
  new ServerError(
    { grpc: GrpcCode.DEADLINE_EXCEEDED, http: 504, kind: "deadline-exceeded" },
    "the caller's deadline has passed",
  );

/** Waits until a slow reader has taken what was written, or is gone, or the time is over. */
export function drained(
  call: ServerWritableStream<Bytes, Bytes>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      call.off("drain", done).off("close", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    call.once("drain", done).once("close", done);
    signal.addEventListener("abort", done);
    if (signal.aborted || call.destroyed) done();
  });
}
