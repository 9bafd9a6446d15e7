import { describe, type Class } from "../../domain/index.js";
import { hasType } from "../classTransformer.js";
import { isReservedKey, isReservedMapKey } from "../reservedKey.js";
import { EVENT_KEPT, isEvent } from "./instanceRemedy.js";
import { Lost } from "./lost.js";
import { FOREIGN, hiddenKey, RESERVED, type Look } from "./look.js";
import { UNTYPED, type PropertyShape } from "./propertyShape.js";

export function lostInPlain(value: object, look: Look): Lost | undefined {
  const lost = lostInMembers(value, look);
  // Its extensions are a Map, which says little to whoever keeps an Event.
  return lost !== undefined && lost !== FOREIGN && isEvent(value) ? new Lost(EVENT_KEPT) : lost;
}

function lostInMembers(value: object, look: Look): Lost | undefined {
  const keys = Object.keys(value);
  for (const key of keys) {
    if (isReservedKey(Object.prototype, key)) return new Lost(RESERVED).under(key);
    const item = (value as Record<string, unknown>)[key];
    // JSON leaves it out, and whoever asks for it gets undefined then, too.
    if (item === undefined) continue;
    const lost = look.within(item, UNTYPED, true, look);
    if (lost !== undefined) return lost === FOREIGN ? lost : lost.under(key);
  }
  return hiddenKey(value, keys);
}

export function lostInElements(
  items: readonly unknown[],
  property: PropertyShape,
  look: Look,
): Lost | undefined {
  // What a pattern has matched, and the parts of a template, are arrays with more than elements.
  if ("index" in items || "raw" in items)
    return new Lost("is an array with properties, which are not written; keep [...array]");
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    const lost =
      item === undefined
        ? new Lost("is undefined, which would come back as null")
        : look.within(item, property, false, look);
    if (lost !== undefined) return lost === FOREIGN ? lost : lost.under(String(index));
  }
  return undefined;
}

export function lostInSet(
  items: Set<unknown>,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  if (!whole)
    return new Lost(
      "is a Set within another value, which would come back as something else; put it into a class with a Set as its property, or add @Codec({ decode, encode })",
    );
  if (property.container !== "Set") return undeclared("Set");
  return lostInElements([...items], property, look);
}

export function lostInMap(
  items: Map<unknown, unknown>,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  const { container, type } = property;
  const isElement = type === (Map as unknown);
  if (!(whole && container === "Map") && !(isElement && container !== "Set"))
    return whole ? undeclared("Map") : nested(property);
  // `@Type(() => Map)` is about the maps that a map holds; of their values it says nothing.
  const inner = whole && container === "Map" ? property : UNTYPED;
  const element = inner.type;
  for (const [key, item] of items) {
    if (typeof key !== "string")
      return new Lost(`has the key ${describe(key)}, which would come back as text`);
    if (isReservedMapKey(element, key) || isTakenForProperty(element, key, item))
      return new Lost(
        `has the key ${describe(key)}, which is reserved and would be dropped or renamed; put a prefix before each key`,
      );
    if (item === undefined)
      return new Lost("is undefined and would come back as absent; delete it, or use null").under(
        key,
      );
    const lost = look.within(item, inner, false, look);
    if (lost !== undefined) return lost === FOREIGN ? lost : lost.under(key);
  }
  return undefined;
}

const undeclared = (kind: "Map" | "Set"): Lost =>
  new Lost(
    `holds a ${kind}, which would come back as something else; declare its type and add @Type(() => Element)`,
  );

const nested = ({ container }: PropertyShape): Lost =>
  new Lost(
    container === "Set"
      ? "is a Map within a Set, which would come back as something else; use an array of maps with @Type(() => Map)"
      : "is a Map within another value, which would come back as something else; add @Type(() => Map) to the property if its values are plain, or put it into a class with a Map as its property",
  );

/** class-transformer takes an array under the name of a property of the element's class for that property's. */
const isTakenForProperty = (element: Class | undefined, key: string, item: unknown): boolean =>
  element !== undefined && Array.isArray(item) && hasType(element, key);
