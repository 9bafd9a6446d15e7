// Reads what every fold must read: types and data.
import type { WitCloudEvent, WitRenderedStateView } from "../../../src/wasm/wit/wit.js";

export function evolve(_view: WitRenderedStateView, events: WitCloudEvent[]): undefined {
  let units = 0;
  for (const { type, data } of events) units += type.length + (data?.val.length ?? 0);
  if (units === 0) throw new Error("nothing to read");
  return undefined;
}
