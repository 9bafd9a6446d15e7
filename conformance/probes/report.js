import { toExactJson } from "./exactJson.js";

/** The content or the event data in which a probe tells what it saw. */
export const reportBytes = (value) => new TextEncoder().encode(toExactJson(value));

/** An event that carries a report, after whatever else a decision returns. */
export function reportEvent(value) {
  return {
    id: "report",
    source: "report",
    specversion: "1.0",
    type: "report",
    data: { tag: "binary", val: reportBytes(value) },
    attributes: [],
  };
}

/** The JSON that a probe was given as content or as the body of a command. */
export const givenText = (bytes) =>
  bytes === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
