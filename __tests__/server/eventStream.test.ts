import { DEFAULT_LIMITS } from "../../src/server/limits.js";
import { eventStream, type ServerSentEvent } from "../../src/server/rest/eventStream.js";
import type { RestCall } from "../../src/server/rest/route.js";
import { statusOf, type Status } from "../../src/server/status.js";

/** Tells nothing until it is ended. */
async function* silence(signal: AbortSignal): AsyncGenerator<ServerSentEvent, void, undefined> {
  const silent: readonly ServerSentEvent[] = [];
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
  });
  yield* silent;
}

describe("event streams", () => {
  it("are as many as the server keeps, and one more when one ends", async () => {
    const streams = { open: 0 };
    const { signal } = new AbortController();
    const call = { limits: { ...DEFAULT_LIMITS, streams: 2 }, signal, streams } as RestCall;
    const statusOfOneMore = (): Status | undefined => {
      try {
        eventStream(call, silence);
        return undefined;
      } catch (error) {
        return statusOf(error);
      }
    };
    const first = eventStream(call, silence);
    expect(statusOfOneMore()).toBeUndefined();
    expect(statusOfOneMore()).toMatchObject({
      http: 503,
      kind: "too-many-streams",
      message:
        "2 event streams are open, and this server keeps no more; close those that nobody reads, or try again later",
    });
    await first.body?.cancel();
    expect(streams.open).toBe(1);
    expect(statusOfOneMore()).toBeUndefined();
  });
});
