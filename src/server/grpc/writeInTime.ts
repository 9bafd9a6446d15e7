import type { ServerWritableStream } from "@grpc/grpc-js";
import { GrpcCode, ServerError } from "../status.js";
import type { Batch } from "./messageBatch.js";

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
export function writeInTime(call: ServerWritableStream<Bytes, Batch>): void {
  const write = call._write.bind(call);
  const isLate = (): boolean => Date.now() + SLACK >= Number(call.getDeadline());
  call._write = (batch: Batch, encoding: BufferEncoding, done: Done) => {
    if (isLate()) done(late());
    else write(batch, encoding, done);
  };
  call._writev = (batches, done: Done) => {
    if (isLate()) {
      done(late());
      return;
    }
    let left = batches.length;
    let failure: Error | null | undefined;
    for (const { chunk, encoding } of batches)
      write(chunk as Batch, encoding, (error?: Error | null) => {
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
