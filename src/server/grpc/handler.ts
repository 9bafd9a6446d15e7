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
import { statusOf } from "../status.js";
import type { CallContext } from "./context.js";
import type { Rpc, StreamRpc, UnaryRpc } from "./rpc/rpc.js";
import { MessageBatch, type Batch } from "./messageBatch.js";
import { writeInTime } from "./writeInTime.js";

type Bytes = Uint8Array;
type AnyCall = ServerUnaryCall<Bytes, Bytes> | ServerWritableStream<Bytes, Batch>;

/** Makes what a call is served with; throws for a caller that may not call. */
export type ContextOf = (call: AnyCall, cancellation: () => AbortSignal) => CallContext;

/** The handler that grpc-js calls for an RPC. */
export function handlerOf(
  rpc: Rpc,
  contextOf: ContextOf,
  observe: Observe = () => undefined,
): handleUnaryCall<Bytes, Bytes> | handleServerStreamingCall<Bytes, Batch> {
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
): handleServerStreamingCall<Bytes, Batch> {
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
      writeInTime(call);
      const batch = new MessageBatch(call);
      let isBegun = false;
      const write = async (): Promise<void> => {
        for await (const reply of rpc.answers(request, context)) {
          // A server that stops ends what would go on for ever, and lets the rest come to its end.
          if (cancelled.aborted || call.destroyed) return;
          isBegun = true;
          if (!batch.add(bytesFor(method.output, reply))) await batch.wanted(cancelled);
        }
      };
      try {
        await onceMore(write, () => !isBegun);
      } finally {
        batch.flush();
      }
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
