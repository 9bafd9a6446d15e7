import type { ESTree } from "rolldown/utils";
import type { ImportedName, ImportedNames } from "./importedNames.js";

/** Something with a name that values of a type may be or hold: a class, an interface, `bigint`. */
export interface NamedType {
  /** What its own module calls it. */
  readonly name: string;
  readonly as: Part;
  /** How it is imported, if it is. */
  readonly imported: ImportedName | undefined;
}

/** The value itself; one of many that a list, a set or an object with any names holds; a part of an object. */
export type Part = "itself" | "element" | "part";

/** What is said of a part of something that is a part itself. */
export const within = (outer: Part, inner: Part): Part =>
  outer === "part" || inner === "part" ? "part" : outer === "element" ? "element" : inner;

/** All that a type names. What is computed from other types is passed over. */
export function namedTypes(
  type: ESTree.TSType | ESTree.TSTupleElement | undefined | null,
  imported: ImportedNames,
  as: Part = "itself",
): readonly NamedType[] {
  const inside = (
    inner: ESTree.TSType | ESTree.TSTupleElement | undefined | null,
    part: Part = "itself",
  ): readonly NamedType[] => namedTypes(inner, imported, within(as, part));
  switch (type?.type) {
    case "TSBigIntKeyword":
      return [{ name: "bigint", as, imported: undefined }];
    case "TSUnionType":
    case "TSIntersectionType":
      return type.types.flatMap((each) => inside(each));
    case "TSParenthesizedType":
    case "TSOptionalType":
      return inside(type.typeAnnotation);
    case "TSTypeOperator":
      return type.operator === "readonly" ? inside(type.typeAnnotation) : [];
    case "TSArrayType":
      return inside(type.elementType, "element");
    case "TSTupleType":
      return type.elementTypes.flatMap((each) => inside(each, "element"));
    case "TSNamedTupleMember":
      return inside(type.elementType);
    case "TSRestType":
      return inside(type.typeAnnotation);
    case "TSTypeLiteral":
      return partsOf(type.members, imported, as);
    case "TSTypeReference":
      return referred(type, imported, as, inside);
    default:
      return [];
  }
}

/** What the members of an interface, or of a type that is written in its place, name. */
export function partsOf(
  members: readonly ESTree.TSSignature[],
  imported: ImportedNames,
  as: Part = "itself",
): readonly NamedType[] {
  return members.flatMap((member) => {
    const held = member.type === "TSIndexSignature" ? "element" : "part";
    return member.type === "TSPropertySignature" || member.type === "TSIndexSignature"
      ? namedTypes(member.typeAnnotation?.typeAnnotation, imported, within(as, held))
      : [];
  });
}

/** Types that are what they are given, but for what may be done with it. */
const TRANSPARENT: ReadonlySet<string> = new Set(["Readonly", "Required", "NonNullable"]);

function referred(
  { typeName, typeArguments }: ESTree.TSTypeReference,
  imported: ImportedNames,
  as: Part,
  inside: (inner: ESTree.TSType | undefined, part?: Part) => readonly NamedType[],
): readonly NamedType[] {
  if (typeName.type !== "Identifier") return [];
  const [first, second] = typeArguments?.params ?? [];
  const { name } = typeName;
  const known = imported.get(name);
  if (known !== undefined) return [{ name: known.name, as, imported: known }];
  const own = (called: string): NamedType => ({ name: called, as, imported: undefined });
  if (TRANSPARENT.has(name)) return inside(first);
  switch (name) {
    case "Array":
    case "ReadonlyArray":
      return inside(first, "element");
    case "Record":
      return inside(second, "element");
    case "Set":
    case "ReadonlySet":
      return [own("Set"), ...inside(first, "element")];
    case "Map":
    case "ReadonlyMap":
      return [own("Map"), ...inside(second, "element")];
    default:
      return [own(name)];
  }
}
