import type { Class } from "../../../domain/index.js";
import { checkSource, type CheckSource } from "./checkSource.js";
import { member, type Constants } from "./constants.js";
import { keyOrderTest, type KeyOrderTest } from "./expectedKeys.js";
import { conversionSource, type HolderOf } from "./conversionSource.js";
import type { ClassPlan, Mode, PropertyPlan } from "../plan/plan.js";
import { transformSource } from "./transformSource.js";

/** What is around a class that is decoded. */
export interface Surroundings {
  readonly holderOf: HolderOf;
  /** Whether the JSON that a `@Transform` sees depends on when it looks. */
  readonly watched: boolean;
}

/** The code of a function from a value of JSON, `v`, to a valid instance. */
export function decodeSource(
  plan: ClassPlan,
  mode: Mode,
  constants: Constants,
  surroundings: Surroundings,
): string {
  const properties = plan.properties.map((property, index) =>
    propertyParts(property, index, mode, constants, surroundings),
  );
  const expected = properties.map(({ plan: { wireName: name }, raw, required }) => ({
    name,
    absent: required ? undefined : `${raw} === undefined`,
  }));
  const order = keyOrderTest("v", expected, constants);
  const lines = [
    ...order.declaration,
    "var x, list, whole, holds;",
    ...unlessLate(plan.target, properties, constants),
    ...assignments(plan, properties, order, mode, constants),
    ...properties.flatMap(({ late, name }) => (late.length > 0 ? [`x = ${name};`, ...late] : [])),
    ...(mode === "strict" && !plan.properties.every(({ whitelisted }) => whitelisted)
      ? whitelist(plan, constants)
      : []),
    "return o;",
  ];
  return lines.join("\n");
}

interface PropertyParts {
  readonly plan: PropertyPlan;
  /** The variable that holds the value of the instance. */
  readonly name: string;
  /** The variable that holds the value in JSON. */
  readonly raw: string;
  readonly lines: readonly string[];
  readonly late: readonly string[];
  /** Whether the value is never undefined, and none of the instance's own is needed. */
  readonly required: boolean;
}

function propertyParts(
  plan: PropertyPlan,
  index: number,
  mode: Mode,
  constants: Constants,
  { holderOf, watched }: Surroundings,
): PropertyParts {
  const checks: CheckSource = mode === "unchecked" ? NO_CHECKS : checkSource(plan, constants);
  const name = `x${String(index)}`;
  const required =
    checks.defined &&
    plan.conversion.kind === "none" &&
    plan.container === "array" &&
    !plan.nested &&
    plan.toClass.length === 0 &&
    !plan.excluded.toClass &&
    (plan.initially === "absent" || plan.initially === "undefined");
  const raw = required ? name : `j${String(index)}`;
  const read = `v${member(plan.wireName)}`;
  const conversion = conversionSource(plan, mode, checks.scalar, constants, holderOf);
  const own = `o${member(plan.property)}`;
  const keep = `${name} = x;`;
  const lines = required
    ? [
        `var ${name} = x = ${read};`,
        ...conversion,
        ...(conversion.length > 0 ? [keep] : []),
        ...checks.early,
      ]
    : [
        `var ${raw} = x = ${read}, ${name};`,
        ...value(plan, mode, raw, own, [
          ...conversion,
          ...transformSource(plan, watched ? "watched" : "read", constants),
        ]),
        keep,
        ...checks.early,
      ];
  return { plan, name, raw, lines, late: checks.late, required };
}

const NO_CHECKS: CheckSource = { early: [], late: [], scalar: false, defined: false };

/** Statements after which `x` is what the instance has: from JSON, or its own. */
function value(
  plan: PropertyPlan,
  mode: Mode,
  raw: string,
  own: string,
  conversion: readonly string[],
): readonly string[] {
  if (plan.excluded.toClass)
    return [
      `if (typeof ${raw} === "object" && ${raw} !== null) return NOT_PROVEN;`,
      `x = ${own};`,
      ...ownNested(plan, mode),
    ];
  // class-transformer leaves functions of an instance as they are.
  if (plan.initially === "function")
    return [`if (${raw} !== undefined) return NOT_PROVEN;`, `x = ${own};`];
  const fromOwn = [`if (${raw} === undefined) {`, `x = ${own};`, ...ownNested(plan, mode), "}"];
  if (conversion.length === 0) return fromOwn;
  return [
    ...fromOwn,
    "else {",
    ...conversion,
    ...(plan.toClass.length > 0 ? [`if (x === undefined) x = ${own};`] : []),
    "}",
  ];
}

/** An initial value that holds objects would have to be validated in depth. */
const ownNested = ({ nested, optional }: PropertyPlan, mode: Mode): readonly string[] =>
  nested && mode !== "unchecked"
    ? [
        `if (x !== undefined && !(Array.isArray(x) && x.length === 0)${optional ? " && x !== null" : ""}) return NOT_PROVEN;`,
      ]
    : [];

/** The instance is made where it is needed first, so that most refusals come before. */
function unlessLate(
  target: Class,
  properties: readonly PropertyParts[],
  constants: Constants,
): readonly string[] {
  const made = `var o = new ${constants.name("Class", target)}();`;
  const first = properties.findIndex(({ required }) => !required);
  return properties
    .flatMap(({ lines }, index) => (index === first ? [made, ...lines] : lines))
    .concat(first < 0 ? [made] : []);
}

/** An instance has its properties in the order in which JSON has them. */
function assignments(
  plan: ClassPlan,
  properties: readonly PropertyParts[],
  order: KeyOrderTest,
  mode: Mode,
  constants: Constants,
): readonly string[] {
  return [
    `if (${order.test}) {`,
    ...properties.flatMap(assignment),
    "} else {",
    "for (var k = 0; k < keys.length; k++) {",
    "switch (keys[k]) {",
    ...properties.map(
      (parts) =>
        `case ${JSON.stringify(parts.plan.wireName)}: ${assignment(parts).join(" ")} break;`,
    ),
    ...unwantedNames(plan).map((name) => `case ${JSON.stringify(name)}: return NOT_PROVEN;`),
    ...(mode === "strict"
      ? ["default: return NOT_PROVEN;"]
      : [
          "default:",
          `if (keys[k] in ${constants.name("prototype", plan.target.prototype)} || keys[k] === "prototype" || typeof o[keys[k]] === "function") return NOT_PROVEN;`,
          "x = copyOfJson(v[keys[k]]);",
          "if (x === NOT_PROVEN) return NOT_PROVEN;",
          "if (x !== undefined) o[keys[k]] = x;",
        ]),
    "}",
    "}",
    "}",
  ];
}

function assignment({ plan, name, required, raw }: PropertyParts): readonly string[] {
  if (plan.excluded.toClass || plan.initially === "function") return [];
  const assign = `o${member(plan.property)} = ${name};`;
  if (required) return [assign];
  return [`if (${raw} !== undefined && ${name} !== undefined) ${assign}`];
}

/** Renamed properties under their names in the class, which are removed from JSON. */
function unwantedNames({ properties }: ClassPlan): readonly string[] {
  const wireNames = new Set(properties.map(({ wireName }) => wireName));
  return properties.map(({ property }) => property).filter((property) => !wireNames.has(property));
}

/**
 * A command has no property without a decorator of class-validator; unknown ones are not proven before. Where each
 * that the class knows has one, nothing is left to see.
 */
function whitelist({ properties }: ClassPlan, constants: Constants): readonly string[] {
  const allowed = new Set(
    properties.filter(({ whitelisted }) => whitelisted).map(({ property }) => property),
  );
  return [
    "list = Object.keys(o);",
    `for (var k = 0; k < list.length; k++) if (!${constants.name("allowed", allowed)}.has(list[k])) return NOT_PROVEN;`,
  ];
}
