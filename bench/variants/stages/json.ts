// Parses the data, and does nothing with it.
import type { WitCloudEvent, WitRenderedStateView } from "../../../src/wasm/wit/wit.js";

const decoder = new TextDecoder();

export function evolve(_view: WitRenderedStateView, events: WitCloudEvent[]): undefined {
  let parsed: unknown;
  for (const { type, data } of events) {
    if (type === "") continue;
    parsed = JSON.parse(data?.tag === "binary" ? decoder.decode(data.val) : (data?.val ?? "{}"));
  }
  if (parsed === undefined) throw new Error("nothing to parse");
  return undefined;
}
