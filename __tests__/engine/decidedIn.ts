import { layoutOf } from "./layoutOf.js";
import type { LinearMemory } from "./linearMemory.js";
import { selectorNodes } from "./selectorNodes.js";

const event = layoutOf(
  "cloudevent",
  "SIZE",
  "ID",
  "SOURCE",
  "SPECVERSION",
  "TYPE",
  "DATA",
  "ATTRIBUTES",
);
const data = layoutOf("cloudevent_data", "STRING", "PAYLOAD");
const optionalData = layoutOf("option_cloudevent_data", "SOME", "PAYLOAD");
const pair = layoutOf("tuple_string_cloudevent_attribute_value", "SIZE", "FIELD_0", "FIELD_1");
const value = layoutOf("cloudevent_attribute_value", "INTEGER", "TIMESTAMP", "PAYLOAD");
const datetime = layoutOf("datetime", "SECONDS", "NANOSECONDS");
const condition = layoutOf("append_condition", "SIZE", "MIN", "MAX", "PAYLOAD");
const bounds = layoutOf("append_condition_max", "SELECTOR", "REVISION");
const decision = layoutOf("tuple_list_cloudevent_list_append_condition", "FIELD_0", "FIELD_1");

/** A decision in words, as the host reads it at an address. */
export function decidedIn(memory: LinearMemory, at: number): readonly string[] {
  return [
    ...each(memory, at + decision.FIELD_0, event.SIZE).map((from) => eventAt(memory, from)),
    ...each(memory, at + decision.FIELD_1, condition.SIZE).map((from) => conditionAt(memory, from)),
  ];
}

function each(memory: LinearMemory, at: number, size: number): readonly number[] {
  const [start, count] = [memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true)];
  return Array.from({ length: count }, (_, index) => start + index * size);
}

function eventAt(memory: LinearMemory, at: number): string {
  const members = [event.SOURCE, event.SPECVERSION, event.TYPE].map((by) =>
    memory.readText(at + by),
  );
  const given = at + event.DATA + optionalData.PAYLOAD;
  const text =
    memory.view.getUint8(at + event.DATA) !== optionalData.SOME
      ? "none"
      : `${memory.view.getUint8(given) === data.STRING ? "text" : "bytes"} ${memory.readText(given + data.PAYLOAD)}`;
  const attributes = each(memory, at + event.ATTRIBUTES, pair.SIZE).map((from) => {
    const held = from + pair.FIELD_1;
    const payload = held + value.PAYLOAD;
    const tag = memory.view.getUint8(held);
    const shown =
      tag === value.TIMESTAMP
        ? `${String(memory.view.getBigInt64(payload + datetime.SECONDS, true))} ${String(memory.view.getUint32(payload + datetime.NANOSECONDS, true))}`
        : tag <= value.INTEGER
          ? String(memory.view.getUint32(payload, true))
          : memory.readText(payload);
    return `${memory.readText(from + pair.FIELD_0)}=${String(tag)} ${shown}`;
  });
  return ["event", memory.readText(at + event.ID), ...members, text, ...attributes].join(" | ");
}

function conditionAt(memory: LinearMemory, at: number): string {
  const tag = memory.view.getUint8(at);
  const payload = at + condition.PAYLOAD;
  const selector = payload + bounds.SELECTOR;
  const nodes = [memory.view.getUint32(selector, true), memory.view.getUint32(selector + 4, true)];
  const revision = memory.view.getBigUint64(payload + bounds.REVISION, true);
  return ["condition", tag, revision, ...selectorNodes(memory, nodes[0] ?? 0, nodes[1] ?? 0)].join(
    " | ",
  );
}
