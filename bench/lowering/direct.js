// What a host could do that knows the worlds: the arguments of a fold written straight into a component's
// memory, all texts at once. For quickjs, which frees what it was passed as a whole. It measures; it is no
// host: of attributes it knows texts and instants, and data must be texts.
import { readFileSync } from "node:fs";
import { TextEncoder } from "node:util";
import { LAYOUT } from "../../scripts/engineLayout.js";

const source = readFileSync(LAYOUT, "utf8");

function layout(type) {
  const body = new RegExp(`pub mod ${type} \\{([^}]*)\\}`).exec(source)[1];
  return Object.fromEntries(
    Array.from(body.matchAll(/const (\w+): \w+ = (\d+);/g), ([, name, value]) => [
      name,
      Number(value),
    ]),
  );
}

const PARAMETERS = layout("evolve_parameters");
const VIEW = layout("rendered_state_view");
const CONTEXT = layout("state_view_context");
const EVENT = layout("cloudevent");
const DATA = layout("cloudevent_data");
const VALUE = layout("cloudevent_attribute_value");
const ATTRIBUTE = layout("tuple_string_cloudevent_attribute_value");
const OPTION = layout("option_cloudevent_data");
const BYTES = layout("option_list_u8");
const INSTANT = layout("datetime");

const encoder = new TextEncoder();

/** `evolve` of the core of a component. */
export function directly({ memory, cabi_realloc: allocate, evolve, cabi_post_evolve: done }) {
  return (view, events) => {
    const attributes = events.reduce((sum, event) => sum + event.attributes.length, 0);
    const room = PARAMETERS.SIZE + events.length * EVENT.SIZE + attributes * ATTRIBUTE.SIZE;
    const { context } = view;
    const texts = [context.database, context.name, context.contentType];
    for (const event of events) {
      texts.push(event.id, event.source, event.specversion, event.type, event.data.val);
      for (const [name, { tag, val }] of event.attributes)
        if (tag === "string") texts.push(name, val);
        else texts.push(name);
    }
    const text = texts.join("");
    const content = view.content ?? new Uint8Array(0);
    const start = allocate(0, 0, 8, room + text.length + content.length) >>> 0;
    const bytes = new Uint8Array(memory.buffer);
    const words = new Uint32Array(memory.buffer);
    const longs = new BigUint64Array(memory.buffer);
    bytes.fill(0, start, start + room);
    // Where a text is not of ASCII, its places would have to be counted in bytes.
    let next = start + room;
    const { written } = encoder.encodeInto(text, bytes.subarray(next, next + text.length));
    if (written !== text.length) throw new Error("a text is not of ASCII");
    const put = (at, { length }) => {
      words[at >> 2] = next;
      words[(at >> 2) + 1] = length;
      next += length;
    };
    const instant = (at, { seconds, nanoseconds }) => {
      longs[(at + INSTANT.SECONDS) >> 3] = seconds;
      words[(at + INSTANT.NANOSECONDS) >> 2] = nanoseconds;
    };
    const of = start + PARAMETERS.STATE_VIEW;
    put(of + CONTEXT.DATABASE, context.database);
    put(of + CONTEXT.NAME, context.name);
    longs[(of + CONTEXT.VERSION) >> 3] = context.version;
    longs[(of + CONTEXT.DATABASE_REVISION) >> 3] = context.databaseRevision;
    instant(of + CONTEXT.DATABASE_REVISION_TIMESTAMP, context.databaseRevisionTimestamp);
    bytes[of + CONTEXT.CONTENT_TYPE] = BYTES.SOME;
    put(of + CONTEXT.CONTENT_TYPE + BYTES.PAYLOAD, context.contentType);
    longs[(of + VIEW.LAST_MODIFIED_REVISION) >> 3] = view.lastModifiedRevision;
    instant(of + VIEW.LAST_MODIFIED_TIMESTAMP, view.lastModifiedTimestamp);
    let at = start + PARAMETERS.SIZE;
    let attribute = at + events.length * EVENT.SIZE;
    words[(start + PARAMETERS.EVENTS) >> 2] = at;
    words[(start + PARAMETERS.EVENTS + 4) >> 2] = events.length;
    for (const event of events) {
      put(at + EVENT.ID, event.id);
      put(at + EVENT.SOURCE, event.source);
      put(at + EVENT.SPECVERSION, event.specversion);
      put(at + EVENT.TYPE, event.type);
      bytes[at + EVENT.DATA] = OPTION.SOME;
      bytes[at + EVENT.DATA + OPTION.PAYLOAD] = DATA.STRING;
      put(at + EVENT.DATA + OPTION.PAYLOAD + DATA.PAYLOAD, event.data.val);
      words[(at + EVENT.ATTRIBUTES) >> 2] = attribute;
      words[(at + EVENT.ATTRIBUTES + 4) >> 2] = event.attributes.length;
      for (const [name, { tag, val }] of event.attributes) {
        put(attribute + ATTRIBUTE.FIELD_0, name);
        const value = attribute + ATTRIBUTE.FIELD_1;
        bytes[value] = tag === "string" ? VALUE.STRING : VALUE.TIMESTAMP;
        if (tag === "string") put(value + VALUE.PAYLOAD, val);
        else instant(value + VALUE.PAYLOAD, val);
        attribute += ATTRIBUTE.SIZE;
      }
      at += EVENT.SIZE;
    }
    bytes[of + VIEW.CONTENT] = BYTES.SOME;
    bytes.set(content, next);
    put(of + VIEW.CONTENT + BYTES.PAYLOAD, content);
    const result = evolve(start) >>> 0;
    const answered = new DataView(memory.buffer);
    const from = answered.getUint32(result + BYTES.PAYLOAD, true);
    const length = answered.getUint32(result + BYTES.PAYLOAD + 4, true);
    const folded = new Uint8Array(memory.buffer, from, length).slice();
    done(result);
    return folded;
  };
}
