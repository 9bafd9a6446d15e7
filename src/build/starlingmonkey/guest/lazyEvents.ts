/* eslint-disable @typescript-eslint/no-non-null-assertion -- all that is read was allocated for a list */
import * as attribute from "./attribute.js";
import * as cloudevent from "./cloudevent.js";

const WORD = 4;

/** What the generated glue has for reading linear memory and for giving it back. */
export interface Glue {
  /** Another buffer once the memory has grown; older ones go on showing what they showed. */
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly free: (address: number, length: number, align: number) => void;
  /** The glue's own: what it does with a byte order mark is the same for all texts. */
  readonly decoder: Decoder;
}

export interface Decoder {
  decode(bytes: Uint8Array): string;
}

export interface LazyEvents {
  /** The events of a list that was lowered into memory, which is theirs from now on. */
  lift(address: number, length: number): object[];
  /** Ends all events since the last time, and frees what their lists occupied. */
  end(): void;
  /** An event's data if they are said to be JSON in the usual words, or nothing is said. */
  json(event: object): string | Uint8Array | undefined;
  /** What all events inherit: a getter for each member of a record. */
  readonly prototype: object;
  /** Gives them the members of another one instead. */
  readonly replaceMembers: (prototype: object) => void;
}

const ENDED =
  "this event belongs to a call that has ended; keep what is needed of it, not the event";

const CONTENT_TYPE = "datacontenttype";
const JSON_TYPE = "application/json";

/**
 * Events that look like the records of the generated glue, but read memory when they are asked.
 * @param refusal - the error for an event that is kept beyond its call, of the realm that gets it.
 */
export function lazyEvents(
  { memory, free, decoder }: Glue,
  refusal: (message: string) => Error,
): LazyEvents {
  let words = new Uint32Array();
  let bytes = new Uint8Array();
  let call = 0;
  let lists: { readonly first: number; readonly length: number }[] = [];

  /** At `at`, here as elsewhere, stand the address and the length; both count in words. */
  function text(at: number): string {
    return decoder.decode(new Uint8Array(words.buffer, words[at], words[at + 1]));
  }

  function binary(at: number): Uint8Array {
    const address = words[at]!;
    return bytes.slice(address, address + words[at + 1]!);
  }

  class LazyEvent {
    readonly #at: number;
    readonly #call: number;
    /** What is an object, and has been asked for. */
    #read: { data?: object; attributes?: object } | undefined = undefined;

    constructor(at: number) {
      this.#at = at;
      this.#call = call;
    }

    get id(): string {
      if (this.#call !== call) throw refusal(ENDED);
      return text(this.#at + cloudevent.ID);
    }
    get source(): string {
      if (this.#call !== call) throw refusal(ENDED);
      return text(this.#at + cloudevent.SOURCE);
    }
    get specversion(): string {
      if (this.#call !== call) throw refusal(ENDED);
      return text(this.#at + cloudevent.SPECVERSION);
    }
    get type(): string {
      if (this.#call !== call) throw refusal(ENDED);
      return text(this.#at + cloudevent.TYPE);
    }
    get data(): object | undefined {
      if (this.#call !== call) throw refusal(ENDED);
      const at = this.#at;
      if (!isByteSet(at + cloudevent.HAS_DATA)) return undefined;
      return ((this.#read ??= {}).data ??= data(at));
    }
    get attributes(): object {
      if (this.#call !== call) throw refusal(ENDED);
      return ((this.#read ??= {}).attributes ??= attributes(this.#at + cloudevent.ATTRIBUTES));
    }

    static json(event: object): string | Uint8Array | undefined {
      if (!(#at in event)) return undefined;
      if (event.#call !== call) throw refusal(ENDED);
      const at = event.#at;
      if (!isByteSet(at + cloudevent.HAS_DATA) || !isJson(at + cloudevent.ATTRIBUTES))
        return undefined;
      return bytes[(at + cloudevent.DATA_CASE) * WORD] === cloudevent.STRING
        ? text(at + cloudevent.DATA)
        : binary(at + cloudevent.DATA);
    }
  }

  const { prototype } = LazyEvent;
  // Nobody else shall make events of whatever lies in memory.
  Reflect.deleteProperty(prototype, "constructor");

  const isByteSet = (at: number): boolean => bytes[at * WORD] !== 0;

  const data = (at: number): object =>
    bytes[(at + cloudevent.DATA_CASE) * WORD] === cloudevent.STRING
      ? { tag: "string", val: text(at + cloudevent.DATA) }
      : { tag: "binary", val: binary(at + cloudevent.DATA) };

  function attributes(at: number): object {
    const list: [string, object][] = [];
    let each = words[at]! / WORD;
    for (let left = words[at + 1]!; left > 0; left--, each += attribute.SIZE) {
      list.push([text(each + attribute.NAME), attributeValue(each)]);
    }
    return list;
  }

  function attributeValue(at: number): object {
    const tag = attribute.CASES[bytes[(at + attribute.CASE) * WORD]!];
    const value = at + attribute.VALUE;
    switch (tag) {
      case "boolean":
        return { tag, val: isByteSet(value) };
      case "integer":
        return { tag, val: words[value]! | 0 };
      case "binary":
        return { tag, val: binary(value) };
      case "timestamp": {
        const seconds = new BigInt64Array(words.buffer, value * WORD, 1)[0];
        return { tag, val: { seconds, nanoseconds: words[at + attribute.NANOSECONDS] } };
      }
      default:
        return { tag, val: text(value) };
    }
  }

  function isJson(at: number): boolean {
    let each = words[at]! / WORD;
    for (let left = words[at + 1]!; left > 0; left--, each += attribute.SIZE) {
      // Most names are told from it by their length alone.
      if (words[each + attribute.NAME + 1] !== CONTENT_TYPE.length) continue;
      if (text(each + attribute.NAME) !== CONTENT_TYPE) continue;
      return (
        attribute.CASES[bytes[(each + attribute.CASE) * WORD]!] === "string" &&
        text(each + attribute.VALUE) === JSON_TYPE
      );
    }
    return true;
  }

  /** Written out: calls of functions would take longer than all the rest. */
  function freeList(first: number, length: number): void {
    let size: number;
    for (let left = length, at = first; left > 0; left--, at += cloudevent.SIZE) {
      if ((size = words[at + cloudevent.ID + 1]!) !== 0) free(words[at + cloudevent.ID]!, size, 1);
      if ((size = words[at + cloudevent.SOURCE + 1]!) !== 0)
        free(words[at + cloudevent.SOURCE]!, size, 1);
      if ((size = words[at + cloudevent.SPECVERSION + 1]!) !== 0)
        free(words[at + cloudevent.SPECVERSION]!, size, 1);
      if ((size = words[at + cloudevent.TYPE + 1]!) !== 0)
        free(words[at + cloudevent.TYPE]!, size, 1);
      if (
        bytes[(at + cloudevent.HAS_DATA) * WORD] !== 0 &&
        (size = words[at + cloudevent.DATA + 1]!) !== 0
      )
        free(words[at + cloudevent.DATA]!, size, 1);
      if ((size = words[at + cloudevent.ATTRIBUTES + 1]!) !== 0)
        freeAttributes(words[at + cloudevent.ATTRIBUTES]!, size);
    }
    if (length !== 0) free(first * WORD, length * cloudevent.SIZE * WORD, cloudevent.ALIGN_BYTES);
  }

  function freeAttributes(address: number, length: number): void {
    let size: number;
    for (let left = length, at = address / WORD; left > 0; left--, at += attribute.SIZE) {
      if ((size = words[at + attribute.NAME + 1]!) !== 0)
        free(words[at + attribute.NAME]!, size, 1);
      const kind = bytes[(at + attribute.CASE) * WORD]!;
      if (
        kind >= attribute.FIRST_IN_MEMORY &&
        kind <= attribute.LAST_IN_MEMORY &&
        (size = words[at + attribute.VALUE + 1]!) !== 0
      )
        free(words[at + attribute.VALUE]!, size, 1);
    }
    free(address, length * attribute.SIZE * WORD, attribute.ALIGN_BYTES);
  }

  return {
    lift(address, length) {
      const { buffer } = memory;
      if (words.buffer !== buffer) {
        words = new Uint32Array(buffer);
        bytes = new Uint8Array(buffer);
      }
      const first = address / WORD;
      lists.push({ first, length });
      const events: LazyEvent[] = [];
      for (let left = length, at = first; left > 0; left--, at += cloudevent.SIZE) {
        events.push(new LazyEvent(at));
      }
      return events;
    },
    end() {
      call += 1;
      const ended = lists;
      lists = [];
      for (const { first, length } of ended) freeList(first, length);
    },
    json: (event) => LazyEvent.json(event),
    prototype,
    replaceMembers(other) {
      for (const name of Reflect.ownKeys(prototype)) Reflect.deleteProperty(prototype, name);
      Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(other));
    },
  };
}
