import type { Class } from "../../../domain/index.js";
import { member, type Constants } from "./constants.js";
import {
  discriminatedEncoder,
  eachDiscriminatedEncoder,
  eachEncoder,
  instanceEncoder,
  mapEncoder,
  scalarEncoder,
} from "../values/encoders.js";
import { codecOfTransform } from "../../value/propertyCodec.js";
import { keyOrderTest } from "./expectedKeys.js";
import type { Converter, Holder } from "../values/converters.js";
import { plainCopy } from "../values/plain.js";
import type { ClassPlan, PropertyPlan } from "../plan/plan.js";
import { transformSource } from "./transformSource.js";

/** The code of a function from an instance, `o`, to the plain value that class-transformer makes of it. */
export function encodeSource(
  plan: ClassPlan,
  constants: Constants,
  holderOf: (target: Class) => Holder,
): string {
  const properties = plan.properties
    .filter(({ excluded }) => !excluded.toPlain)
    .map((property, index) => ({
      property,
      name: `x${String(index)}`,
      raw: `j${String(index)}`,
      lines: encoded(property, constants, holderOf),
    }));
  const expected = properties.map(({ property, raw }) => ({
    name: property.property,
    absent: `${raw} === undefined`,
  }));
  const order = keyOrderTest("o", expected, constants);
  // class-transformer writes these also where loops do not see them.
  const exposed = properties.filter(({ property }) => property.exposed);
  const assign = ({ property, name }: (typeof properties)[number]): string =>
    `if (${name} !== undefined) r${member(property.wireName)} = ${name};`;
  return [
    ...order.declaration,
    "var r = {}, x;",
    ...properties.flatMap(({ property, name, raw, lines }) => [
      `var ${raw} = x = o${member(property.property)}, ${name};`,
      ...lines,
      `${name} = x;`,
    ]),
    `if (${order.test}) {`,
    ...properties.map(assign),
    "} else {",
    "for (var k = 0; k < keys.length; k++) {",
    "switch (keys[k]) {",
    ...properties.map(
      (known) => `case ${JSON.stringify(known.property.property)}: ${assign(known)} break;`,
    ),
    ...plan.properties
      .filter(({ excluded }) => excluded.toPlain)
      .map(({ property }) => `case ${JSON.stringify(property)}: break;`),
    "default:",
    'if (keys[k] === "__proto__" || keys[k] === "constructor") return NOT_PROVEN;',
    "x = plainCopy(o[keys[k]]);",
    "if (x === NOT_PROVEN) return NOT_PROVEN;",
    "if (x !== undefined) r[keys[k]] = x;",
    "}",
    "}",
    ...exposed.map(
      ({ property, name }) =>
        `if (${name} !== undefined && !Object.prototype.propertyIsEnumerable.call(o, ${JSON.stringify(property.property)})) return NOT_PROVEN;`,
    ),
    "}",
    "return r;",
  ].join("\n");
}

/** Statements that turn `x` from what the instance has into what JSON has. */
function encoded(
  plan: PropertyPlan,
  constants: Constants,
  holderOf: (target: Class) => Holder,
): readonly string[] {
  const { conversion, container, property, toPlain, exposed } = plan;
  const transforms: string[] =
    toPlain.length === 0
      ? []
      : [
          // class-transformer transforms undefined, too, and puts it where the property stands.
          ...(toPlain.every(({ transformFn }) => codecOfTransform(transformFn) !== undefined)
            ? []
            : [
                `if (x === undefined && ${exposed ? "true" : `Object.hasOwn(o, ${JSON.stringify(property)})`}) return NOT_PROVEN;`,
              ]),
          'if (typeof x === "function") return NOT_PROVEN;',
          "if (x !== undefined) {",
          ...transformSource(plan, "written", constants),
          "}",
        ];
  if (conversion.kind === "none" && container === "array") {
    return [
      ...transforms,
      'if (typeof x === "object" && x !== null || typeof x === "function") {',
      "x = plainCopy(x);",
      "if (x === NOT_PROVEN) return NOT_PROVEN;",
      "}",
    ];
  }
  const one = elementEncoder(plan, holderOf);
  const convert = constants.name("encode", one);
  const discriminated = conversion.kind === "class" && conversion.discriminator !== undefined;
  const encodeEach = discriminated ? eachDiscriminatedEncoder : eachEncoder;
  const each = constants.name("each", encodeEach(one));
  const map = constants.name(
    "map",
    mapEncoder(one, conversion.kind === "class" ? conversion.target : Object),
  );
  const whole =
    container === "map"
      ? `x instanceof Map ? ${map}(x) : NOT_PROVEN`
      : `Array.isArray(x) || x instanceof Set ? ${each}(x) : ${convert}(x)`;
  return [
    ...transforms,
    "if (x !== undefined && x !== null) {",
    `x = ${whole};`,
    "if (x === NOT_PROVEN) return NOT_PROVEN;",
    "}",
  ];
}

function elementEncoder(
  { conversion }: PropertyPlan,
  holderOf: (target: Class) => Holder,
): Converter {
  switch (conversion.kind) {
    case "none":
      return plainCopy;
    case "scalar":
      return scalarEncoder(conversion.to);
    case "class":
      return conversion.discriminator === undefined
        ? instanceEncoder(conversion.target, holderOf(conversion.target))
        : discriminatedEncoder(conversion.discriminator, holderOf);
  }
}
