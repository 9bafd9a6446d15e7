import { Lost } from "./lost.js";
import type { PropertyShape } from "./propertyShape.js";

/** A look at a whole state. */
export interface Look {
  /** The objects that were met: another time it is another place. */
  readonly seen: Set<object>;
  /** Instances that a discriminator names, and that do not hold their name themselves. */
  readonly unnamed: { readonly instance: object; readonly discriminator: string }[];
  readonly depth: number;
  /** Looks into any value; what holds values asks it of each. */
  readonly within: (
    item: unknown,
    property: PropertyShape,
    whole: boolean,
    look: Look,
  ) => Lost | undefined;
}

/** Says that the state holds what another realm has made. */
export const FOREIGN = new Lost("holds an object of another realm");

export const RESERVED = new Lost(
  "has the name of a method or of what objects are made of, and would be dropped; use another key",
).reason;

/** Symbols, and what is not enumerable. */
export function hiddenKey(value: object, keys: readonly string[]): Lost | undefined {
  const all = Reflect.ownKeys(value);
  if (all.length === keys.length) return undefined;
  const odd = all.find((key) => typeof key === "symbol" || !keys.includes(key));
  return new Lost(
    `has the ${typeof odd === "symbol" ? "symbol" : "property"} ${String(odd)}, which is not written; use an ordinary property`,
  );
}
