import type { Class } from "../../../domain/index.js";
import { natives } from "../../natives.js";
import type { ClassPlan, Mode, PropertyPlan } from "../plan/plan.js";
import { checkSource } from "../source/checkSource.js";
import { member, type Constants } from "../source/constants.js";
import { conversionSource } from "../source/conversionSource.js";
import { transformSource } from "../source/transformSource.js";
import type { Converter } from "../values/converters.js";
import type { NativeList } from "./nativeCheck.js";
import { nativeSlot, type NativeSlot } from "./nativeSlot.js";

/** A class as an engine reads its instances. */
export interface NativePlan {
  readonly number: number;
  /** Asks of an instance what the engine has not, converts what it holds, and gives it back or `NOT_PROVEN`. */
  readonly finish: Converter | undefined;
}

/** Tells an engine of classes, of each of them once. */
export function nativePlans(
  plans: ReadonlyMap<Class, ClassPlan>,
  newConstants: () => Constants,
): (plan: ClassPlan, mode: Mode) => NativePlan | undefined {
  const known = new Map<string, Map<Class, NativePlan | undefined>>();
  const planned = (plan: ClassPlan, mode: Mode): NativePlan | undefined => {
    const ofMode = known.get(mode) ?? new Map<Class, NativePlan | undefined>();
    known.set(mode, ofMode);
    // A class that holds itself finds that nothing is known of it.
    if (!ofMode.has(plan.target)) {
      ofMode.set(plan.target, undefined);
      ofMode.set(plan.target, prepared(plan, mode, nestedIn(mode), newConstants()));
    }
    return ofMode.get(plan.target);
  };
  const nestedIn =
    (mode: Mode) =>
    ({ conversion, nested }: PropertyPlan): NativePlan | undefined => {
      if (conversion.kind !== "class" || conversion.discriminator !== undefined) return undefined;
      const plan = plans.get(conversion.target);
      const inside = nested ? mode : "unchecked";
      return plan !== undefined && (inside === "unchecked" || plan.hasRules)
        ? planned(plan, inside)
        : undefined;
    };
  return planned;
}

function prepared(
  { target, properties }: ClassPlan,
  mode: Mode,
  nestedOf: (property: PropertyPlan) => NativePlan | undefined,
  constants: Constants,
): NativePlan | undefined {
  const { preparePlan } = natives;
  // What an instance has besides is not looked at by an engine.
  if (preparePlan === undefined || (mode === "strict" && !properties.every((p) => p.whitelisted)))
    return undefined;
  const lists: NativeList[] = [];
  const numbers: number[] = [];
  const lines: string[] = [];
  for (const property of properties) {
    const nested = nestedOf(property);
    const slot = nativeSlot(property, mode, nested?.number, lists);
    if (slot === undefined) return undefined;
    numbers.push(...slot.numbers);
    lines.push(...finished(property, mode, slot, nested?.finish, constants));
  }
  const names = properties.map(({ property }) => property);
  const wireNames = properties.map(({ wireName }) => wireName);
  try {
    const number = preparePlan(target, wireNames, names, numbers, lists);
    const body = ["var x, list, whole;", ...lines, "return o;"].join("\n");
    return { number, finish: lines.length > 0 ? constants.evaluate(["o"], body) : undefined };
  } catch {
    // Too many properties, or unusual names.
    return undefined;
  }
}

/** Statements about a property of a new instance, `o`. */
function finished(
  plan: PropertyPlan,
  mode: Mode,
  { rest, converted }: NativeSlot,
  nested: Converter | undefined,
  constants: Constants,
): readonly string[] {
  const own = `o${member(plan.property)}`;
  const lines = [
    ...(nested === undefined ? [] : insideOf(constants.name("finish", nested))),
    ...(converted
      ? [
          "if (x !== undefined) {",
          ...conversionSource(plan, mode, false, constants, () => undefined),
          ...transformSource(plan, "read", constants),
          "if (x === undefined) return NOT_PROVEN;",
          `${own} = x;`,
          "}",
        ]
      : []),
    ...(rest.length > 0 ? checkSource({ ...plan, rules: rest }, constants).early : []),
  ];
  return lines.length > 0 ? [`x = ${own};`, ...lines] : [];
}

const insideOf = (finish: string): readonly string[] => [
  "list = Array.isArray(x) ? x : x === undefined || x === null ? [] : [x];",
  "for (var e = 0; e < list.length; e++) {",
  `if (list[e] !== null && ${finish}(list[e]) === NOT_PROVEN) return NOT_PROVEN;`,
  "}",
];
