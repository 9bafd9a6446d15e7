import { mayBeDeep } from "../../../codec/jsonDepth.js";
import type { Natives } from "../../../codec/natives.js";
import type { Decoder, LazyEvents } from "./lazyEvents.js";

/** The globals of the component's code that are used for it: values must be of its realm. */
export interface Content {
  readonly JSON: Pick<typeof JSON, "parse" | "stringify">;
  readonly TextDecoder: new (
    label: string,
    options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => Decoder;
  readonly TypeError: new (message: string) => Error;
}

/** What takes long in this engine when it is done with patterns and loops. */
export function natives(events: LazyEvents, { JSON, TextDecoder }: Content): Natives {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  /**
   * A text that is written exactly as its value is has lost nothing: no digit of a number, no key that
   * stood there twice. All other texts, right or wrong, are left to the careful way.
   */
  function parseJson(source: string | Uint8Array): unknown {
    try {
      const text = typeof source === "string" ? source : decoder.decode(source);
      if (mayBeDeep(text)) return undefined;
      const value: unknown = JSON.parse(text);
      return JSON.stringify(value) === text ? value : undefined;
    } catch {
      return undefined;
    }
  }

  function eventJson(record: object): unknown {
    const source = events.json(record);
    return source === undefined ? undefined : parseJson(source);
  }

  return Object.freeze({
    eventPrototype: events.prototype,
    setEventPrototype: events.replaceMembers,
    eventJson,
    parseJson,
  });
}
