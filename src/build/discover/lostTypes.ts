import { initialTypes, isConverted, remedyFor } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { LostType } from "../../model/payload.js";
import type { ClassShape, FieldShape, NamedType } from "../scan/index.js";
import { isState } from "./declaredFields.js";
import type { SourceClasses } from "./sourceClasses.js";

/**
 * Properties whose type names what JSON does not bring back, where the compiler's metadata does not tell: a
 * class that was not there when the decorators were evaluated, one of several, one within a list or an object,
 * and all that stands in undecorated properties.
 */
export function lostTypes(target: Class, classes: SourceClasses): readonly LostType[] {
  const initial = initialTypes(target);
  return classes.fieldsOf(target).flatMap((field): readonly LostType[] => {
    const { name, decorated } = field;
    if (!isState(field) || isConverted(target, name)) return [];
    const made = decorated ? undefined : initial.get(name);
    const held = classes.spelledOut(field.types).filter((type) => isUncarried(type, classes));
    if (made !== undefined) return [ofInstance(name, made, held, classes)];
    const emitted: unknown = Reflect.getMetadata("design:type", target.prototype as object, name);
    // What else the compiler emits is judged by that.
    const isUntold = !decorated || emitted === Object || emitted === undefined || emitted === Array;
    return isUntold ? ofTypes(field, held, classes) : [];
  });
}

/** What an undecorated property has from the start. */
function ofInstance(
  property: string,
  made: Class,
  held: readonly NamedType[],
  classes: SourceClasses,
): LostType {
  const isContainer = made === (Map as unknown) || made === (Set as unknown);
  const elements = held.filter(({ as }) => as === "element");
  const remedy = isContainer && elements.length > 0 ? remedyOf(elements, classes) : remedyFor(made);
  return { property, declared: made.name, severity: "error", remedy };
}

function ofTypes(
  { name: property, types, alternatives }: FieldShape,
  held: readonly NamedType[],
  classes: SourceClasses,
): readonly LostType[] {
  const by = (part: NamedType["as"]): readonly NamedType[] => held.filter(({ as }) => as === part);
  const [itself, elements, parts] = [by("itself"), by("element"), by("part")];
  const told = itself.length > 0 ? itself : elements.length > 0 ? elements : parts;
  if (told.length === 0) return [];
  const inContainer = itself.some(({ name }) => CONTAINERS.has(name)) && elements.length > 0;
  // An interface, or text, beside a class may be all that ever stands there.
  const isWhole = (): boolean =>
    types.filter((type) => isLostItself(type, classes)).length === alternatives;
  const isCertain =
    told === itself ? isWhole() : told.some(({ name }) => Object.hasOwn(UNCARRIED, name));
  const lost: LostType = {
    property,
    declared: [...new Set(told.map(({ name }) => name))].join(" or "),
    severity: isCertain ? "error" : "warning",
    remedy:
      told === itself && !isCertain
        ? codec(false)
        : remedyOf(inContainer ? elements : told, classes),
    ...(told === parts ? { isPart: true } : {}),
    ...(told.some(({ imported }) => imported?.isTypeOnly === true) ? { isTypeOnly: true } : {}),
  };
  return [lost];
}

const CONTAINERS: ReadonlySet<string> = new Set(["Map", "Set"]);

/** Types of JavaScript's and of this package's that JSON does not bring back, with what does. */
const UNCARRIED: Readonly<Record<string, readonly [itself: string, element: string]>> = {
  bigint: ["@IsBigInt()", "@IsBigInt({}, { each: true })"],
  Date: ["@Type(() => Date)", "@Type(() => Date)"],
  Map: ["@Type(() => Element)", "@Type(() => Map)"],
  Set: ["@Type(() => Element)", "@Type(() => Set)"],
  Timestamp: ["@IsTimestamp()", "@IsTimestamp({}, { each: true })"],
};

const isUncarried = ({ name }: NamedType, classes: SourceClasses): boolean =>
  Object.hasOwn(UNCARRIED, name) || classes.named(name).length > 0;

const isLostItself = (type: NamedType, classes: SourceClasses): boolean =>
  classes.spelledOut([type]).some((each) => each.as === "itself" && isUncarried(each, classes));

function remedyOf(told: readonly NamedType[], classes: SourceClasses): string {
  const names = [...new Set(told.map(({ name }) => name))];
  const isEach = told.every(({ as }) => as === "element");
  const [first = "Class", ...others] = names;
  const known = Object.hasOwn(UNCARRIED, first) ? UNCARRIED[first] : undefined;
  if (others.length > 0) {
    const areClasses = names.every((name) => !Object.hasOwn(UNCARRIED, name));
    return areClasses && !names.some((name) => insists(classes.named(name), classes))
      ? `@Type with a discriminator of ${others.length === 1 ? names.join(" and ") : names.join(", ")}`
      : codec(isEach);
  }
  if (known !== undefined) return known[isEach ? 1 : 0];
  return insists(classes.named(first), classes) ? codec(isEach) : `@Type(() => ${first})`;
}

const codec = (isEach: boolean): string =>
  `@Codec({ decode, encode }${isEach ? ", { each: true }" : ""})`;

/** Classes of JavaScript's own, whose content JSON does not have. */
const BUILT_IN =
  /^(?:Map|Set|Array|Date|Error|Promise|\w*Array|RegExp|Number|String|Boolean|BigInt)$/;

/** Whether a class asks for arguments, or extends one that does. */
function insists(
  [shape, ...others]: readonly ClassShape[],
  classes: SourceClasses,
  seen: readonly ClassShape[] = [],
): boolean {
  if (shape === undefined || others.length > 0 || seen.includes(shape)) return false;
  if (shape.parent !== undefined && BUILT_IN.test(shape.parent)) return true;
  if (shape.neededArguments !== undefined) return shape.neededArguments > 0;
  return (
    shape.parent !== undefined && insists(classes.named(shape.parent), classes, [...seen, shape])
  );
}
