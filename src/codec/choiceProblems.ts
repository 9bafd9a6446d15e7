import { describe, type Class, type Violation } from "../domain/index.js";
import type { ChoiceProblem } from "../model/payload.js";
import {
  convertedProperties,
  discriminatorOf,
  exposedNames,
  hasTransform,
  reflectedType,
  typeMetadata,
  typeOf,
  type Discriminator,
} from "./classTransformer.js";
import type { Strictness } from "./classValidator.js";
import { freshInstance } from "./instanceTypes.js";
import { libraryCodec } from "./libraryCodec.js";
import { InvalidPayloadError, joinPath } from "./violation.js";

/** Names that discriminators of a class give to sub-classes, and that these refuse or know otherwise. */
export function choiceProblems(target: Class, strictness: Strictness): readonly ChoiceProblem[] {
  return (convertedProperties(target) ?? []).flatMap((property) => {
    const discriminator = discriminatorOf(target, property);
    // What a @Transform makes of a value is the author's to know.
    return discriminator === undefined || hasTransform(target, property)
      ? []
      : problemsOf(target, property, discriminator, strictness);
  });
}

/** The classes that the discriminators of a class choose, with their names. */
export function discriminatorsOf(target: Class): readonly {
  readonly property: string;
  readonly by: string;
  readonly name: string;
  readonly type: Class;
}[] {
  return (convertedProperties(target) ?? []).flatMap((property) => {
    const { property: by = "", subTypes = [] } = discriminatorOf(target, property) ?? {};
    return subTypes.flatMap(({ name, value }) =>
      typeof value === "function" ? [{ property, by, name, type: value as Class }] : [],
    );
  });
}

function problemsOf(
  target: Class,
  property: string,
  { property: by, subTypes }: Discriminator,
  strictness: Strictness,
): readonly ChoiceProblem[] {
  if (reflectedType(target, property) === Map) {
    // class-transformer asks only values of properties, lists and sets.
    const base = typeOf(target, property)?.name ?? "object";
    return [{ property, by, name: "", type: base, kind: "map", reason: base }];
  }
  const kept = typeMetadata(target, property)?.options?.keepDiscriminatorProperty === true;
  const first = new Map<string, Class>();
  return subTypes.flatMap(({ name, value }): readonly ChoiceProblem[] => {
    if (typeof value !== "function") return [];
    const type = value as Class;
    const about = { property, by, name, type: type.name };
    const before = first.get(name);
    if (before !== undefined)
      return before === type ? [] : [{ ...about, kind: "taken", reason: before.name }];
    first.set(name, type);
    const initial: unknown = Reflect.get(freshInstance(type), by);
    // What is empty waits for the author to say it.
    if (initial !== undefined && initial !== null && initial !== "" && initial !== name)
      return [{ ...about, kind: "initial", reason: describe(initial) }];
    const refused = refusalOf(target, property, { by, name }, strictness);
    if (refused === undefined) return [];
    return [{ ...about, kind: kindOf(refused, kept), reason: refused.message }];
  });
}

function kindOf({ rule }: Violation, kept: boolean): ChoiceProblem["kind"] {
  if (rule === "whitelistValidation") return "unruled";
  return kept || rule === "discriminator" ? "refused" : "missing";
}

/** What class-validator says of the property that chooses, in a value that has nothing else. */
function refusalOf(
  target: Class,
  property: string,
  { by, name }: { readonly by: string; readonly name: string },
  strictness: Strictness,
): Violation | undefined {
  const wireName = exposedNames(target).get(property) ?? property;
  const value = { [by]: name };
  const container = reflectedType(target, property);
  const [held, path] =
    container === Array || container === Set
      ? [[value], joinPath(wireName, "0")]
      : [value, wireName];
  try {
    libraryCodec(target, strictness).decode({ [wireName]: held });
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidPayloadError)) return undefined;
    return error.violations.find((violation) => violation.path === joinPath(path, by));
  }
}
