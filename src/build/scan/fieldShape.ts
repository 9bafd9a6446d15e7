import type { ESTree } from "rolldown/utils";
import type { ImportedNames } from "./importedNames.js";
import { namedTypes, type NamedType } from "./namedTypes.js";
import type { positionsIn } from "./positions.js";
import { keyName, stringValue } from "./syntaxTree.js";
import { writtenType, type WrittenType } from "./writtenType.js";

export interface FieldShape {
  /** With its `#`, if it is private. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly decorated: boolean;
  readonly isStatic: boolean;
  readonly isPrivateName: boolean;
  /** `declare x: string`, which makes no property. */
  readonly hasDeclare: boolean;
  /** `x = 1` */
  readonly isInitialized: boolean;
  /** `x?: string` */
  readonly isOptional: boolean;
  /** What its type names, as a class may be: `Card` and `Transfer` of `Card | Transfer | null`. */
  readonly types: readonly NamedType[];
  /** How many types are in the union that it is, or one; null and undefined count for nothing. */
  readonly alternatives: number;
  /** Whether its type is that of one object by name, or one of several: `Card | Transfer`. */
  readonly holdsOne: boolean;
  /** What its type says of JSON; absent where none is written, so that its value tells. */
  readonly written?: WrittenType;
  /** The texts that its type allows, where it names them: `"card" | "cash"`. */
  readonly texts: readonly string[] | undefined;
  /** What its type allows beside a value; `undefined` where it is not written out. */
  readonly absent: Absent | undefined;
}

/** Whether `null` is a value of a type, and `undefined` (or a question mark). */
export interface Absent {
  readonly null: boolean;
  readonly undefined: boolean;
}

export type Field = ESTree.PropertyDefinition | ESTree.AccessorProperty;

export function fieldShape(
  field: Field,
  positionOf: ReturnType<typeof positionsIn>,
  imported: ImportedNames,
): FieldShape {
  const { key, computed } = field;
  const isPrivateName = key.type === "PrivateIdentifier";
  const type = field.typeAnnotation?.typeAnnotation;
  const isOptional = "optional" in field && field.optional;
  return {
    name: isPrivateName ? `#${key.name}` : (keyName(key, computed) ?? "[…]"),
    ...positionOf(key.start),
    decorated: field.decorators.length > 0,
    isStatic: field.static,
    isPrivateName,
    hasDeclare: field.declare === true,
    isInitialized: field.value !== null,
    isOptional,
    types: namedTypes(type, imported),
    alternatives: valueTypes(type).length,
    holdsOne: holdsOne(type),
    texts: textsOf(type),
    absent: absentIn(type, isOptional),
    ...(type === undefined
      ? {}
      : { written: writtenType(type, (name) => imported.get(name)?.name ?? name) }),
  };
}

const COLLECTIONS = /^(?:Readonly)?(?:Array|Map|Set)$/;

function holdsOne(type: ESTree.TSType | undefined): boolean {
  const types = valueTypes(type);
  return (
    types.length > 0 &&
    types.every(
      (each) =>
        each.type === "TSTypeReference" &&
        each.typeName.type === "Identifier" &&
        !COLLECTIONS.test(each.typeName.name),
    )
  );
}

export function textsOf(type: ESTree.TSType | undefined): readonly string[] | undefined {
  const texts = valueTypes(type).map((each) =>
    each.type === "TSLiteralType" ? stringValue(each.literal) : undefined,
  );
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Types that say by themselves what they are: neither null nor undefined. */
const PLAIN: ReadonlySet<string> = new Set([
  "TSStringKeyword",
  "TSNumberKeyword",
  "TSBooleanKeyword",
  "TSBigIntKeyword",
  "TSArrayType",
  "TSTupleType",
  "TSLiteralType",
  "TSTypeLiteral",
]);

/** An alias may be anything; so may a name of which nobody knows whether it is one. */
function absentIn(type: ESTree.TSType | undefined, isOptional: boolean): Absent | undefined {
  if (type === undefined) return undefined;
  const types = type.type === "TSUnionType" ? type.types : [type];
  const has = (kind: ESTree.TSType["type"]): boolean => types.some((each) => each.type === kind);
  const isPlain = valueTypes(type).every((each) => PLAIN.has(each.type));
  return isPlain
    ? { null: has("TSNullKeyword"), undefined: isOptional || has("TSUndefinedKeyword") }
    : undefined;
}

/** `Card` and `Transfer` of `Card | Transfer | undefined`. */
function valueTypes(type: ESTree.TSType | undefined): readonly ESTree.TSType[] {
  if (type === undefined) return [];
  return (type.type === "TSUnionType" ? type.types : [type]).filter(
    (each) => each.type !== "TSNullKeyword" && each.type !== "TSUndefinedKeyword",
  );
}
