import type { Class } from "../domain/index.js";
import type { TypeGap } from "../model/payload.js";
import { exclusions, hasTransform, hasType } from "./classTransformer.js";
import { rulesOf, type RuleMetadata } from "./classValidator.js";
import { freshInstance } from "./instanceTypes.js";
import { refusingRules } from "./refusingRules.js";
import { kindOf, kindsTaken, type Kind } from "./knownKinds.js";
import { ruleTakes } from "./ruleTakes.js";

/** How the source declares a property of a plain type. */
export interface DeclaredType {
  /** What may stand there beside a value; `undefined` where the type is not written out. */
  readonly absent: { readonly null: boolean; readonly undefined: boolean } | undefined;
  /** Whether only some texts or numbers may stand there: those of an enum, or of literal types. */
  readonly isClosed: boolean;
  /** Whether no type is written, so that the first value tells it. */
  readonly isUntyped?: boolean;
}

/**
 * Where the rules of a class's properties and their plain types differ: values that the one allows and the other
 * does not.
 * @param refusing - rules that refuse every value, which are told by themselves.
 */
export function typeGaps(
  target: Class,
  declaredAs: (property: string) => DeclaredType,
  refusing = refusingRules(target, (property) => declaredAs(property).isUntyped === true),
): readonly TypeGap[] {
  const rules = rulesOf(target);
  const fresh = freshInstance(target);
  const refused = new Set(refusing.map(({ property }) => property));
  return [...new Set(rules.map(({ propertyName }) => propertyName))].flatMap((property) => {
    const own = rules.filter(({ propertyName }) => propertyName === property);
    // What an author's function makes or asks is the author's to know, as is what anything may be.
    const isOthers =
      hasTransform(target, property) ||
      exclusions(target).toClass.includes(property) ||
      refused.has(property) ||
      own.some((rule) => !isPlain(rule));
    if (isOthers) return [];
    const initial: unknown = Reflect.get(fresh, property);
    const gap = gapOf(target, property, own, initial, declaredAs(property));
    return gap.passes.length + gap.refuses.length === 0 ? [] : [gap];
  });
}

/** Rules of class-validator's own about the property's value, and `@IsOptional`. */
function isPlain(rule: RuleMetadata): boolean {
  if (rule.validateIf !== undefined) return false;
  if (rule.name === "isOptional") return true;
  return rule.type === "customValidation" && kindsTaken(rule) !== undefined;
}

function gapOf(
  target: Class,
  property: string,
  own: readonly RuleMetadata[],
  initial: unknown,
  { absent, isClosed, isUntyped = false }: DeclaredType,
): TypeGap {
  const isOptional = own.some(({ name }) => name === "isOptional");
  const asked = own.filter(({ name }) => name !== "isOptional");
  const pass = (value: unknown): boolean => asked.every((rule) => ruleTakes(rule, value));
  const passes: string[] = [];
  const refuses: string[] = [];
  if (absent !== undefined) {
    const isThere = initial !== undefined;
    const [takesNothing, takesNull] = [undefined, null].map((none) => isOptional || pass(none));
    if (takesNothing === true && !absent.undefined && !isThere) passes.push("nothing at all");
    // `note?: string` with @IsOptional() is how it is usually written, and null is seldom sent.
    if (takesNull === true && !absent.null && !absent.undefined) passes.push("null");
    if (takesNothing !== true && absent.undefined && !isThere) refuses.push("that it is missing");
    if (takesNull !== true && absent.null) refuses.push("null");
  }
  const kind = hasType(target, property)
    ? undefined
    : kindOf(target, property, isUntyped ? initial : undefined);
  if (kind !== undefined) {
    const other = OTHERS.find(([of, , value]) => of !== kind && pass(value));
    if (other !== undefined) passes.push(other[1]);
    else if (isClosed && pass(UNLISTED[kind])) passes.push(`any ${kind}`);
  }
  return { property, passes, refuses, kind, isOptional, isInitialized: initial !== undefined };
}

/** Values of which hardly any is meant where another kind is declared. */
const OTHERS: readonly (readonly [of: Kind, what: string, value: unknown])[] = [
  ["number", "a number", 5],
  ["string", "a text", "some text"],
  ["boolean", "a boolean", true],
  ["list", "a list", ["some text"]],
  ["object", "an object", { a: 1 }],
];

/** What no enum has. */
const UNLISTED: Readonly<Partial<Record<Kind, unknown>>> = {
  string: "neither this nor that",
  number: 987654321,
};
