import type { Class } from "../domain/index.js";
import { isReadByType } from "../model/payload.js";
import { hasTransform, reflectedType, typeOf } from "./classTransformer.js";
import type { RuleMetadata } from "./classValidator.js";
import { KNOWN_RULES, ruleCode } from "./compiled/rules/knownRule.js";
import { Constants } from "./compiled/source/constants.js";
import { ruleTakes } from "./ruleTakes.js";

/** Kinds of values that rules tell apart. */
export type Kind = "string" | "number" | "boolean" | "list" | "Date" | "object";

/** Values of each kind; rules add their own arguments and samples. */
const SAMPLES: Readonly<Record<Kind, readonly unknown[]>> = {
  string: ["", "a", "A", "abc def", "0", "1.5"],
  number: [0, 1, -1, 2, 0.5, -1.25, 1000, 2 ** 40],
  boolean: [true, false],
  list: [[], [1], ["a"], [{}], [1, 2, 3], ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]],
  Date: [new Date(0), new Date(1e12), new Date(8e15)],
  object: [{}, { a: 1 }],
};

const KINDS = Object.keys(SAMPLES) as readonly Kind[];

/**
 * Of which kind the values of a property are when its rules are asked, where its type tells.
 * @param initial - its first value, where no type is written: the compiler emits Object then, as of a union.
 */
export function kindOf(target: Class, property: string, initial: unknown): Kind | undefined {
  if (hasTransform(target, property)) return undefined;
  const named = typeOf(target, property);
  const emitted: unknown = Reflect.getMetadata("design:type", target.prototype as object, property);
  if (named === undefined)
    return emitted === Object ? KINDS.find((kind) => isOf(initial, kind)) : PLAIN.get(emitted);
  const container = reflectedType(target, property);
  if (container === Array) return "list";
  if (container === Map || container === Set) return undefined;
  // Of a union, or of a list of which the compiler tells nothing, it may be either.
  if (typeof container !== "function" || container === Object) return undefined;
  return isReadByType(named) ? CONVERTED.get(named) : "object";
}

const PLAIN: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
  [Array, "list"],
]);

const CONVERTED: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
  [Date, "Date"],
]);

const GUARDED: Readonly<Record<string, Kind | undefined>> = {
  string: "string",
  number: "number",
  boolean: "boolean",
  array: "list",
};

/**
 * The kinds of values that one of class-validator's own rules takes some of, or `undefined` for others and where
 * samples do not tell.
 */
export function kindsTaken(rule: RuleMetadata): ReadonlySet<Kind> | undefined {
  const code = ruleCode(rule, new Constants());
  if (code === undefined) return undefined;
  const guarded = GUARDED[code.guard ?? ""];
  if (guarded !== undefined) return new Set([guarded]);
  const taken = KINDS.filter((kind) =>
    samplesOf(rule, kind).some((value) => ruleTakes(rule, value)),
  );
  return taken.length === 0 ? undefined : new Set(taken);
}

function samplesOf(rule: RuleMetadata, kind: Kind): readonly unknown[] {
  const own = [
    ...(KNOWN_RULES.get(rule.name ?? "")?.samples ?? []),
    ...((rule.constraints as readonly unknown[] | undefined) ?? []).flatMap(membersOf),
  ];
  return [...SAMPLES[kind], ...own.filter((value) => isOf(value, kind))];
}

/** A rule's argument, and what it lists: an array, an enum. */
const membersOf = (argument: unknown): readonly unknown[] =>
  typeof argument === "object" && argument !== null
    ? [argument, ...(Object.values(argument) as unknown[])]
    : [argument];

function isOf(value: unknown, kind: Kind): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return kind === "list";
  if (value instanceof Date) return kind === "Date";
  return typeof value === kind;
}
