import { GrpcCode, ServerError } from "../status.js";
import { writeJson } from "../../protocol/json/writeJson.js";
import type { RestCall } from "./route.js";

/** One message of an event stream (HTML, "Server-sent events"). */
export interface ServerSentEvent {
  /** What a client that comes back sends as `Last-Event-ID`. */
  readonly id: bigint;
  readonly event: string;
  readonly data: unknown;
}

/** Proxies and clients take a silent connection for a dead one. */
const HEARTBEAT = 15_000;

/** Whether the caller wants an event stream. */
export const wantsEventStream = (headers: Headers): boolean =>
  (headers.get("accept") ?? "").toLowerCase().includes("text/event-stream");

/**
 * An answer that goes on until the caller is gone or the server stops. A slow reader holds its source
 * back. @throws ServerError when too many are open.
 */
export function eventStream(
  { limits, signal, streams }: RestCall,
  source: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Response {
  if (streams.open >= limits.streams)
    throw new ServerError(
      { grpc: GrpcCode.RESOURCE_EXHAUSTED, http: 503, kind: "too-many-streams" },
      `${String(limits.streams)} event streams are open, and this server keeps no more; close those that nobody reads, or try again later`,
    );
  streams.open += 1;
  const gone = new AbortController();
  const iterator = source(AbortSignal.any([signal, gone.signal]))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  let isOpen = true;
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    streams.open -= 1;
    clearInterval(heartbeat);
    gone.abort();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Headers go out with the first bytes.
        controller.enqueue(encoder.encode(": open\n\n"));
        heartbeat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(":\n\n"));
        }, HEARTBEAT);
        heartbeat.unref();
      },
      async pull(controller) {
        try {
          const next = await iterator.next();
          if (next.done !== true && isOpen) {
            controller.enqueue(encoder.encode(written(next.value)));
            return;
          }
          if (isOpen) controller.close();
          end();
        } catch (error) {
          end();
          controller.error(error);
        }
      },
      async cancel() {
        end();
        await iterator.return?.();
      },
    },
    { highWaterMark: 4 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}

function written({ id, event, data }: ServerSentEvent): string {
  const lines = writeJson(data)
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`);
  return `id: ${String(id)}\nevent: ${event}\n${lines.join("")}\n`;
}
