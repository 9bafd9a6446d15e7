import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LAYOUT, WIT } from "../../scripts/engineLayout.js";
import { readFileSync } from "node:fs";
import type { WitAttributeValue, WitCloudEvent } from "../../src/wasm/wit/wit.js";

const COMPONENTIZE = resolve("node_modules/@bytecodealliance/componentize-js/lib");

/** The glue that the pinned componentize-js generates for each world of `decider.wit`. */
export function generatedGlue(): Record<"state-view" | "state-change", string> {
  const splicer = pathToFileURL(`${COMPONENTIZE}/spidermonkey-embedding-splicer.js`).href;
  const script = `
    import { readFileSync } from "node:fs";
    import { splicer } from ${JSON.stringify(splicer)};
    const engine = readFileSync(${JSON.stringify(`${COMPONENTIZE}/starlingmonkey_embedding.wasm`)});
    const wit = readFileSync(${JSON.stringify(WIT)}, "utf8");
    const glueOf = (world) =>
      [world, splicer.spliceBindings(engine, [], wit, undefined, world, false).jsBindings];
    const worlds = ["state-view", "state-change"];
    process.stdout.write(JSON.stringify(Object.fromEntries(worlds.map(glueOf))));`;
  // Jest's module loader cannot load it.
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReturnType<typeof generatedGlue>;
}

/** Offsets, sizes and cases, as the other engine knows them. */
function layoutOf(name: string): Record<string, number> {
  const body = new RegExp(`pub mod ${name} \\{([^}]*)\\}`).exec(readFileSync(LAYOUT, "utf8"))?.[1];
  const constants = [...(body ?? "").matchAll(/const (\w+): \w+ = (\d+);/g)];
  return Object.fromEntries(
    constants.map(([, key = "", value]): [string, number] => [key, Number(value)]),
  );
}

const at = (layout: Record<string, number>, key: string): number => {
  const value = layout[key];
  if (value === undefined) throw new Error(`the layout has no ${key}`);
  return value;
};

const EVENT = layoutOf("cloudevent");
const OPTION = layoutOf("option_cloudevent_data");
const DATA = layoutOf("cloudevent_data");
const ATTRIBUTE = layoutOf("tuple_string_cloudevent_attribute_value");
const VALUE = layoutOf("cloudevent_attribute_value");
const DATETIME = layoutOf("datetime");

/** Linear memory in which freed places are overwritten, and nothing is freed twice. */
export class TestMemory {
  readonly buffer = new ArrayBuffer(1 << 20);
  readonly #view = new DataView(this.buffer);
  readonly #allocated = new Map<number, number>();
  #next = 64;

  get allocated(): number {
    return this.#allocated.size;
  }

  readonly realloc = (_old: number, _oldLength: number, _align: number, length: number): number => {
    const address = this.#next;
    this.#next += (length + 15) & ~7;
    if (length > 0) this.#allocated.set(address, length);
    return address;
  };

  readonly dealloc = (address: number, length?: number): void => {
    const known = this.#allocated.get(address);
    if (known === undefined || (length !== undefined && known !== length))
      throw new Error(`nothing of ${String(length)} bytes is allocated at ${String(address)}`);
    new Uint8Array(this.buffer, address, known).fill(0xee);
    this.#allocated.delete(address);
  };

  /** A place that outlives calls, filled with zeros. */
  area(length: number): number {
    const address = this.realloc(0, 0, 8, length);
    this.#allocated.delete(address);
    return address;
  }

  word(address: number): number {
    return this.#view.getUint32(address, true);
  }

  bytesOf(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length).slice();
  }

  setByte(address: number, value: number): void {
    this.#view.setUint8(address, value);
  }

  setWord(address: number, value: number): void {
    this.#view.setUint32(address, value, true);
  }

  /** Lowers a list of events, as a host does, and writes where it is. */
  writeEvents(place: number, events: readonly WitCloudEvent[]): void {
    const list = this.realloc(0, 0, 4, events.length * at(EVENT, "SIZE"));
    this.#writeList(place, list, events.length);
    events.forEach((event, index) => {
      this.#writeEvent(list + index * at(EVENT, "SIZE"), event);
    });
  }

  #writeEvent(place: number, event: WitCloudEvent): void {
    this.#writeText(place + at(EVENT, "ID"), event.id);
    this.#writeText(place + at(EVENT, "SOURCE"), event.source);
    this.#writeText(place + at(EVENT, "SPECVERSION"), event.specversion);
    this.#writeText(place + at(EVENT, "TYPE"), event.type);
    const option = place + at(EVENT, "DATA");
    this.setByte(option, event.data === undefined ? 0 : 1);
    if (event.data !== undefined) {
      const data = option + at(OPTION, "PAYLOAD");
      this.setByte(data, at(DATA, event.data.tag.toUpperCase()));
      this.#writeBytes(data + at(DATA, "PAYLOAD"), event.data.val);
    }
    const { attributes } = event;
    const list = this.realloc(0, 0, 8, attributes.length * at(ATTRIBUTE, "SIZE"));
    this.#writeList(place + at(EVENT, "ATTRIBUTES"), list, attributes.length);
    attributes.forEach(([name, value], index) => {
      const attribute = list + index * at(ATTRIBUTE, "SIZE");
      this.#writeText(attribute + at(ATTRIBUTE, "FIELD_0"), name);
      this.#writeValue(attribute + at(ATTRIBUTE, "FIELD_1"), value);
    });
  }

  #writeValue(place: number, { tag, val }: WitAttributeValue): void {
    const payload = place + at(VALUE, "PAYLOAD");
    this.setByte(place, at(VALUE, tag.toUpperCase().replace("-", "_")));
    switch (tag) {
      case "boolean":
        this.setByte(payload, val ? 1 : 0);
        break;
      case "integer":
        this.#view.setInt32(payload, val, true);
        break;
      case "timestamp":
        this.#view.setBigInt64(payload + at(DATETIME, "SECONDS"), val.seconds, true);
        this.setWord(payload + at(DATETIME, "NANOSECONDS"), val.nanoseconds);
        break;
      default:
        this.#writeBytes(payload, val);
    }
  }

  #writeText(place: number, text: string): void {
    this.#writeBytes(place, text);
  }

  #writeBytes(place: number, value: string | Uint8Array): void {
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    const address = this.realloc(0, 0, 1, bytes.length);
    new Uint8Array(this.buffer).set(bytes, address);
    this.#writeList(place, address, bytes.length);
  }

  #writeList(place: number, address: number, length: number): void {
    this.setWord(place, address);
    this.setWord(place + 4, length);
  }
}

/** Glue with a component's exports, in Node. */
export interface RunningGlue {
  readonly memory: TestMemory;
  /** What the glue calls the component's global object. */
  readonly content: Record<PropertyKey, unknown>;
  /** Calls the world's function with the addresses of its arguments and of its answer. */
  call(args: number, answer: number): Promise<void>;
}

/**
 * @param exports - what the component's module exports.
 * @param imports - what its host answers, by the end of the import's name.
 */
export function runGlue(
  glue: string,
  exports: Readonly<Record<string, unknown>>,
  imports: Readonly<Record<string, (...args: number[]) => number>> = {},
): RunningGlue {
  const memory = new TestMemory();
  const [, names = ""] = /^let \[(.+)\] = \$bindings;$/m.exec(glue) ?? [];
  const [, , , ...imported] = names.split(", ");
  const bindings = [
    memory,
    memory.realloc,
    memory.dealloc,
    ...imported.map((name) => imports[name.slice(name.lastIndexOf("$") + 1)] ?? (() => 0)),
  ];
  const content = { TextEncoder, TextDecoder, JSON, TypeError };
  const [, name = ""] = /^async function (export_\w+)/m.exec(glue) ?? [];
  const parameters = ["contentGlobal", "$bindings", "$source_mod", "defineBuiltinModule"];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as the engine evaluates it
  const evaluate = new Function(
    ...parameters,
    `${glue}\nbindExports("test.js");\nreturn ${name};`,
  ) as (...args: unknown[]) => RunningGlue["call"];
  return { memory, content, call: evaluate(content, bindings, exports, () => undefined) };
}
