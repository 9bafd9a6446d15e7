import type { Class } from "../../../domain/index.js";
import type { Constants } from "./constants.js";
import {
  classConverter,
  discriminatedConverter,
  eachConverter,
  mapConverter,
  scalarConverter,
  type Converter,
  type Holder,
} from "../values/converters.js";
import { NOT_PROVEN } from "../notProven.js";
import { copyOfJson } from "../values/plain.js";
import type { DiscriminatorPlan, PropertyPlan, Mode } from "../plan/plan.js";

/** The function that decodes a nested class, or `undefined` for one whose instances are never valid. */
export type HolderOf = (target: Class, mode: Mode) => Holder | undefined;

/**
 * Statements that turn `x`, which is not undefined, from what it is in JSON into what the instance has.
 * @param scalar - whether the rules let no object pass.
 */
export function conversionSource(
  plan: PropertyPlan,
  mode: Mode,
  scalar: boolean,
  constants: Constants,
  holderOf: HolderOf,
): readonly string[] {
  const nested = plan.nested && mode !== "unchecked";
  const refuseNull = nested && !plan.optional;
  if (nested && plan.conversion.kind !== "class") {
    // Neither a plain object nor anything else than an empty array is valid here.
    const fine = `Array.isArray(x) && x.length === 0${plan.optional ? " || x === null" : ""}`;
    return [
      `if (!(${fine})) return NOT_PROVEN;`,
      ...(plan.container === "array"
        ? ["if (x !== null) x = [];"]
        : ["if (x !== null) return NOT_PROVEN;"]),
    ];
  }
  const { conversion } = plan;
  if (conversion.kind === "none" && plan.container === "array") {
    if (scalar && plan.toClass.length === 0) return [];
    return [
      'if (typeof x === "object" && x !== null) {',
      "x = copyOfJson(x);",
      "if (x === NOT_PROVEN) return NOT_PROVEN;",
      "}",
    ];
  }
  const one = elementConverter(plan, nested, mode, holderOf);
  const convert = constants.name("convert", one.convert);
  const objects = ofObjects(plan, one, convert, constants);
  const others =
    conversion.kind === "scalar" && plan.container !== "map"
      ? [`x = ${conversion.to === "date" ? "new Date(x)" : `${convert}(x)`};`]
      : nested
        ? ["return NOT_PROVEN;"]
        : [];
  return [
    "if (x !== null) {",
    'if (typeof x === "object") {',
    ...objects,
    "if (x === NOT_PROVEN) return NOT_PROVEN;",
    ...(others.length > 0 ? ["} else {", ...others] : []),
    "}",
    ...(refuseNull ? ["} else return NOT_PROVEN;"] : ["}"]),
  ];
}

function ofObjects(
  { container }: PropertyPlan,
  one: Element,
  convert: string,
  constants: Constants,
): readonly string[] {
  switch (container) {
    case "map": {
      const map = constants.name("map", mapConverter(one.convert, one.target));
      return [`x = Array.isArray(x) ? NOT_PROVEN : ${map}(x);`];
    }
    case "none":
      return [`x = Array.isArray(x) ? NOT_PROVEN : ${convert}(x);`];
    case "array":
    case "set": {
      const each = constants.name("each", eachConverter(one.each ?? one.convert, container));
      // With a discriminator, class-transformer asks for an array of this realm.
      const isList = one.each === undefined ? "Array.isArray(x)" : "x instanceof Array";
      return [`x = ${isList} ? ${each}(x) : ${convert}(x);`];
    }
  }
}

interface Element {
  readonly convert: Converter;
  /** For the elements of an array, where they are treated otherwise. */
  readonly each?: Converter;
  readonly target: Class;
}

/** What becomes of a value, or of each in a container. */
function elementConverter(
  { conversion }: PropertyPlan,
  nested: boolean,
  mode: Mode,
  holderOf: HolderOf,
): Element {
  switch (conversion.kind) {
    case "none":
      return { convert: copyOfJson, target: Object };
    case "scalar":
      return { convert: scalarConverter(conversion.to), target: Object };
    case "class": {
      const inside: Mode = nested ? mode : "unchecked";
      const of = (target: Class): Holder => holderOf(target, inside) ?? NEVER;
      const { target, discriminator } = conversion;
      const holder =
        discriminator === undefined
          ? of(target)
          : {
              run: discriminatedConverter(discriminator, holdersByName(discriminator, of)),
            };
      return {
        convert: classConverter(holder, nested),
        // class-transformer looks for a discriminator in every element, whatever it is.
        ...(discriminator === undefined ? {} : { each: classConverter(holder, true) }),
        target,
      };
    }
  }
}

/** The first of two by one name is chosen. */
const holdersByName = (
  { subTypes }: DiscriminatorPlan,
  of: (target: Class) => Holder,
): ReadonlyMap<unknown, Holder> =>
  new Map([...subTypes].reverse().map(({ name, target }) => [name, of(target)]));

const NEVER: Holder = { run: () => NOT_PROVEN };
