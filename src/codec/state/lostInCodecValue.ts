import { describe, messageOf } from "../../domain/index.js";
import { isReservedKey } from "../reservedKey.js";
import type { PropertyCodec } from "../value/propertyCodec.js";
import type { JsonValue } from "../value/valueCodec.js";
import { difference } from "./difference.js";
import { Lost } from "./lost.js";

/** What of a value, or of those in a container, its codec does not bring back. */
export function lostInCodecValue(value: unknown, known: PropertyCodec): Lost | undefined {
  if (value === null) return undefined;
  if (!known.each) return lostInOne(value, known);
  if (kindOf(value) !== known.container())
    return new Lost(`holds ${describe(value)} where its type is ${known.container()}`);
  const entries =
    value instanceof Map
      ? (value as Map<unknown, unknown>)
      : [...(value as Iterable<unknown>)].entries();
  for (const [key, item] of entries) {
    if (value instanceof Map && !isWritable(key))
      return new Lost(
        `has the key ${describe(key)}, which is no text or is reserved; put a prefix before each key`,
      );
    const lost =
      item === null || item === undefined
        ? new Lost(`is ${String(item)}, which its rule refuses`)
        : lostInOne(item, known);
    if (lost !== undefined) return lost.under(String(key));
  }
  return undefined;
}

const isWritable = (key: unknown): boolean =>
  typeof key === "string" && !isReservedKey(Object.prototype, key);

const kindOf = (value: unknown): string =>
  value instanceof Map ? "Map" : value instanceof Set ? "Set" : Array.isArray(value) ? "Array" : "";

function lostInOne(value: unknown, { codec, decorator, isExact }: PropertyCodec): Lost | undefined {
  if (isExact !== undefined)
    return isExact(value)
      ? undefined
      : new Lost(`holds ${describe(value)}, which is none of @${decorator}`);
  let back: unknown;
  try {
    const json = codec.encode(value) as unknown;
    if (json === undefined || json === null)
      return new Lost(`is written as ${String(json)} by its codec, which is no value`);
    back = codec.decode(json as JsonValue);
  } catch (error) {
    return new Lost(`does not come back by its codec: ${messageOf(error)}`);
  }
  const lost = difference(value, back);
  return lost === undefined
    ? undefined
    : new Lost(
        `does not come back by its codec: ${lost.path === "" ? "" : `${lost.path} `}${lost.reason}`,
      );
}
