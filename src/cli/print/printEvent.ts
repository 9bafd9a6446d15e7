import { effectiveTime, sequence, type Event } from "../../domain/index.js";
import { visible } from "./visible.js";

/** An event on one line: where it stands, when it takes effect, what has happened, and its data. */
export function eventLine(event: Event): string {
  const { type, stream, subject, data } = event;
  const parts = [
    `@${String(sequence(event) ?? "?")}`,
    String(effectiveTime(event) ?? ""),
    type,
    subject === undefined ? stream : `${stream}/${subject}`,
    ...(data === undefined
      ? []
      : [data.kind === "text" ? data.text : `${String(data.bytes.length)} bytes`]),
  ];
  return parts.map(visible).join("  ");
}
