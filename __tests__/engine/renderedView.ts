import { layoutOf } from "./layoutOf.js";
import type { LinearMemory } from "./linearMemory.js";
import { valueAt } from "./selectorNodes.js";

const pair = layoutOf("tuple_string_event_attribute", "SIZE", "FIELD_0", "FIELD_1");
const result = layoutOf("result_option_rendered_state_view_string", "OK", "ERROR", "PAYLOAD");
const option = layoutOf("option_rendered_state_view", "SOME", "PAYLOAD");
const view = layoutOf("rendered_state_view", "CONTENT");
const content = layoutOf("option_list_u8", "PAYLOAD");

/** Name, version and parameters of a view that a host is asked for, in words. */
export function viewAsked(
  memory: LinearMemory,
  [, name = 0, length = 0, version]: readonly (number | bigint)[],
  start: number,
  count: number,
): string {
  const parameters = Array.from({ length: count }, (_, index) => {
    const at = start + index * pair.SIZE;
    return `${memory.readText(at + pair.FIELD_0)}: ${valueAt(memory, at + pair.FIELD_1)}`;
  });
  const called = Buffer.from(memory.view.buffer as ArrayBuffer, Number(name), Number(length));
  return [called.toString(), String(version), ...parameters].join(" | ");
}

/** Answers with content, with `null` for nothing, or with an error. */
export function writeRendered(
  memory: LinearMemory,
  out: number,
  rendered: string | null | Error,
): void {
  const payload = out + result.PAYLOAD;
  memory.view.setUint8(out, rendered instanceof Error ? result.ERROR : result.OK);
  memory.view.setUint8(payload, 0);
  if (rendered instanceof Error) memory.writeText(payload, rendered.message);
  else if (rendered !== null) {
    memory.view.setUint8(payload, option.SOME);
    memory.writeOption(payload + option.PAYLOAD + view.CONTENT, content.PAYLOAD, rendered);
  }
}
