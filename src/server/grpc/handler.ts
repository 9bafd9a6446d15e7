import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import {
  Metadata,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerUnaryCall,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { messageOf } from "../../domain/index.js";
import type { Observe } from "../observe.js";
import { onceMore } from "../onceMore.js";
import { GrpcCode, ServerError, statusOf } from "../status.js";
import type { CallContext } from "./context.js";
import type { Rpc, StreamRpc, UnaryRpc } from "./rpc/rpc.js";

type Bytes = Uint8Array;
type AnyCall = ServerUnaryCall<Bytes, Bytes> | ServerWritableStream<Bytes, Bytes>;

/** Makes what a call is served with; throws for a caller that may not call. */
export type ContextOf = (call: AnyCall, cancellation: () => AbortSignal) => CallContext;

/** The handler that grpc-js calls for an RPC. */
export function handlerOf(
  rpc: Rpc,
  contextOf: ContextOf,
  observe: Observe = () => undefined,
): handleUnaryCall<Bytes, Bytes> | handleServerStreamingCall<Bytes, Bytes> {
  return "answer" in rpc
    ? unaryHandler(rpc, contextOf, observe)
    : streamHandler(rpc, contextOf, observe);
}

function unaryHandler(
  rpc: UnaryRpc,
  contextOf: ContextOf,
  observe: Observe,
): handleUnaryCall<Bytes, Bytes> {
  const { method } = rpc;
  return (call, callback) => {
    const ended = stopwatch(method.name, observe);
    const run = async (): Promise<Bytes> => {
      const context = contextOf(call, () => cancellationOf(call));
      const answer = await context.traced(
        method.localName,
        { "evidentsource.protocol": "grpc" },
        () => onceMore(() => rpc.answer(parsed(method.input, call.request), context)),
        context.header,
      );
      return bytesFor(method.output, answer);
    };
    run().then(
      (bytes) => {
        ended();
        callback(null, bytes);
      },
      (error: unknown) => {
        ended(error);
        callback(failure(error));
      },
    );
  };
}

function streamHandler(
  rpc: StreamRpc,
  contextOf: ContextOf,
  observe: Observe,
): handleServerStreamingCall<Bytes, Bytes> {
  const { method } = rpc;
  return (call) => {
    const ended = stopwatch(method.name, observe);
    const cancelled = cancellationOf(call);
    const run = async (): Promise<void> => {
      const context = contextOf(call, () => cancelled);
      await context.traced(
        method.localName,
        { "evidentsource.protocol": "grpc" },
        () => stream(context),
        context.header,
      );
    };
    const stream = async (context: CallContext): Promise<void> => {
      const request = parsed(method.input, call.request);
      // A client may wait for the headers before it listens to its own wish to stop.
      call.sendMetadata(new Metadata());
      writeTogether(call);
      let isBegun = false;
      const write = async (): Promise<void> => {
        for await (const reply of rpc.answers(request, context)) {
          // A server that stops ends what would go on for ever, and lets the rest come to its end.
          if (cancelled.aborted) return;
          checkDeadline(call);
          isBegun = true;
          if (!call.write(bytesFor(method.output, reply))) await drained(call, cancelled);
        }
      };
      await onceMore(write, () => !isBegun);
    };
    run().then(
      () => {
        ended();
        call.end();
      },
      (error: unknown) => {
        ended(error);
        call.emit("error", failure(error));
      },
    );
  };
}

/** So many milliseconds before its time a timer may come. */
const SLACK = 2;

/**
 * At the deadline the library ends the stream with its status; what is written after that would keep
 * the status from being sent, and the caller waiting.
 */
function checkDeadline(call: ServerWritableStream<Bytes, Bytes>): void {
  if (Date.now() + SLACK < Number(call.getDeadline())) return;
  throw new ServerError(
    { grpc: GrpcCode.DEADLINE_EXCEEDED, http: 504, kind: "deadline-exceeded" },
    "the caller's deadline has passed",
  );
}

/** Tells how a call ended, and after how long. */
function stopwatch(operation: string, observe: Observe): (error?: unknown) => void {
  const began = performance.now();
  return (error) => {
    const status = error === undefined ? undefined : statusOf(error);
    observe({
      protocol: "grpc",
      operation,
      status: status?.grpc ?? 0,
      milliseconds: performance.now() - began,
      message: status?.message,
    });
  };
}

/**
 * Hands on all messages that wait when the last one was taken, instead of one after the other: they go
 * into few writes to the socket then. It is what Node's streams offer for that, and grpc-js leaves out.
 */
function writeTogether(call: ServerWritableStream<Bytes, Bytes>): void {
  call._writev = (messages, done) => {
    let left = messages.length;
    let failure: Error | null | undefined;
    for (const { chunk, encoding } of messages)
      call._write(chunk as Bytes, encoding, (error?: Error | null) => {
        failure ??= error;
        if (--left === 0) done(failure);
      });
  };
}

/** Waits until a slow reader has taken what was written, or is gone. */
function drained(call: ServerWritableStream<Bytes, Bytes>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      call.off("drain", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    call.once("drain", done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

function cancellationOf(call: AnyCall): AbortSignal {
  const controller = new AbortController();
  call.once("cancelled", () => {
    controller.abort();
  });
  if (call.cancelled) controller.abort();
  return controller.signal;
}

function parsed<D extends DescMessage>(schema: D, bytes: Bytes): MessageShape<D> {
  try {
    return fromBinary(schema, bytes);
  } catch (error) {
    throw new RangeError(`the request is no ${schema.name}: ${messageOf(error)}`, { cause: error });
  }
}

function bytesFor<D extends DescMessage>(schema: D, reply: MessageShape<D> | Bytes): Bytes {
  return reply instanceof Uint8Array ? reply : toBinary(schema, reply);
}

/** Longer ones do not fit into the headers that clients take. */
const LONGEST_MESSAGE = 4_000;

function failure(error: unknown): { code: number; details: string; metadata: Metadata } {
  const { grpc, kind, message } = statusOf(error);
  const metadata = new Metadata();
  metadata.set("evidentsource-error", kind);
  const details =
    message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  return { code: grpc, details, metadata };
}
