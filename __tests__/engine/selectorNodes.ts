import { layoutOf } from "./layoutOf.js";
import type { LinearMemory } from "./linearMemory.js";

const node = layoutOf("event_selector_node", "SIZE", "EQUALS", "STARTS_WITH", "AND", "PAYLOAD");
const attribute = layoutOf("event_attribute", "STREAM", "SUBJECT", "PAYLOAD");
const subject = layoutOf("option_string", "PAYLOAD");

/** What the engine has written as the nodes of a selector, each in words. */
export function selectorNodes(memory: LinearMemory, start: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * node.SIZE;
    const payload = at + node.PAYLOAD;
    switch (memory.view.getUint8(at)) {
      case node.EQUALS:
        return `equals ${valueAt(memory, payload)}`;
      case node.STARTS_WITH:
        return `starts-with ${prefixAt(memory, payload)}`;
      default: {
        const sides = [0, 4].map((by) => memory.view.getUint32(payload + by, true));
        return `${memory.view.getUint8(at) === node.AND ? "and" : "or"} ${sides.join(" ")}`;
      }
    }
  });
}

function prefixAt(memory: LinearMemory, at: number): string {
  const kind = memory.view.getUint8(at);
  const name =
    kind === attribute.STREAM ? "stream" : kind === attribute.SUBJECT ? "subject" : "type";
  return `${name} ${memory.readText(at + attribute.PAYLOAD)}`;
}

/** The kind and the value of an attribute. */
export function valueAt(memory: LinearMemory, at: number): string {
  const kind = memory.view.getUint8(at);
  const value = at + attribute.PAYLOAD;
  if (kind === attribute.STREAM) return `stream ${memory.readText(value)}`;
  if (kind !== attribute.SUBJECT) return `type ${memory.readText(value)}`;
  return memory.view.getUint8(value) === 0
    ? "no subject"
    : `subject ${memory.readText(value + subject.PAYLOAD)}`;
}
