import type { ESTree } from "rolldown/utils";
import type { JsonSchema } from "../../model/jsonSchema.js";
import { keyName } from "./syntaxTree.js";

type Type = ESTree.TSType;

/** What a property's type says of its JSON, as it is written in the source. */
export interface WrittenType {
  /** What is written for its values but `null`; absent where that is not plain to see. */
  readonly schema?: JsonSchema;
  readonly hasNull: boolean;
  /** Names of types that stand in it, of which only their declarations tell what they have. */
  readonly names: readonly string[];
  /** Where all of it is a collection: which kind, and whether its values have `null`. */
  readonly collection?: { readonly many: "list" | "map"; readonly hasNull: boolean };
}

/** @param nameOf - a name as its module exports it. */
export function writtenType(type: Type, nameOf: (local: string) => string): WrittenType {
  const parts = partsOf(type);
  const values = parts.filter(({ type: kind }) => !ABSENT.has(kind));
  const collections = values.map(collectionOf);
  const [first] = collections;
  const isCollection = collections.every((one) => one !== undefined && one.many === first?.many);
  const schema = unionOf(values);
  return {
    ...(schema === undefined ? {} : { schema }),
    hasNull: parts.some(({ type: kind }) => kind === "TSNullKeyword"),
    names: values
      .filter((one) => collectionOf(one) === undefined)
      .flatMap((one) => named(one, nameOf)),
    ...(isCollection && first !== undefined
      ? {
          collection: {
            many: first.many,
            hasNull: collections.some((one) => one?.items.some(holdsNull) === true),
          },
        }
      : {}),
  };
}

const ABSENT: ReadonlySet<string> = new Set(["TSNullKeyword", "TSUndefinedKeyword"]);

const holdsNull = (type: Type): boolean =>
  partsOf(type).some(({ type: kind }) => kind === "TSNullKeyword");

/** The members of a union; of any other type itself. */
function partsOf(type: Type): readonly Type[] {
  if (type.type === "TSParenthesizedType") return partsOf(type.typeAnnotation);
  if (type.type === "TSTypeOperator" && type.operator === "readonly")
    return partsOf(type.typeAnnotation);
  return type.type === "TSUnionType" ? type.types.flatMap(partsOf) : [type];
}

/** The empty name stands for types that have none and are no plain ones either. */
function named(type: Type, nameOf: (local: string) => string): readonly string[] {
  if (type.type === "TSTypeReference" && type.typeName.type === "Identifier")
    return [nameOf(type.typeName.name)];
  return NAMELESS.has(type.type) || PLAIN[type.type] !== undefined ? [] : [""];
}

const NAMELESS: ReadonlySet<string> = new Set([
  ...["TSBigIntKeyword", "TSObjectKeyword", "TSLiteralType", "TSTypeLiteral"],
]);

interface Collection {
  readonly many: "list" | "map";
  /** What its values may be. */
  readonly items: readonly Type[];
}

const LISTS = /^(?:Readonly)?(?:Array|Set)$/;
const MAPS = /^(?:(?:Readonly)?Map|Record)$/;

function collectionOf(type: Type): Collection | undefined {
  switch (type.type) {
    case "TSArrayType":
      return { many: "list", items: [type.elementType] };
    case "TSTupleType": {
      const items = type.elementTypes.map(elementOf);
      return items.includes(undefined) ? undefined : { many: "list", items: items as Type[] };
    }
    case "TSTypeLiteral": {
      const [only, ...others] = type.members;
      return only?.type === "TSIndexSignature" && others.length === 0
        ? { many: "map", items: [only.typeAnnotation.typeAnnotation] }
        : undefined;
    }
    case "TSTypeReference": {
      const name = type.typeName.type === "Identifier" ? type.typeName.name : "";
      const [first, second] = type.typeArguments?.params ?? [];
      if (LISTS.test(name) && first !== undefined) return { many: "list", items: [first] };
      return MAPS.test(name) && second !== undefined ? { many: "map", items: [second] } : undefined;
    }
    default:
      return undefined;
  }
}

/** `undefined` for what may be left out, or stands for several. */
function elementOf(element: ESTree.TSTupleElement): Type | undefined {
  if (element.type === "TSNamedTupleMember")
    return element.optional ? undefined : elementOf(element.elementType);
  return element.type === "TSOptionalType" || element.type === "TSRestType" ? undefined : element;
}

const PLAIN: Readonly<Record<string, string>> = {
  TSStringKeyword: "string",
  TSTemplateLiteralType: "string",
  TSNumberKeyword: "number",
  TSBooleanKeyword: "boolean",
  TSNullKeyword: "null",
};

function schemaOf(type: Type): JsonSchema | undefined {
  const plain = PLAIN[type.type];
  if (plain !== undefined) return { type: plain };
  const collection = collectionOf(type);
  if (collection !== undefined) {
    const of = unionOf(collection.items.flatMap(partsOf));
    if (of === undefined) return undefined;
    return collection.many === "list"
      ? { type: "array", items: of }
      : { type: "object", additionalProperties: of };
  }
  if (type.type === "TSLiteralType") return literalSchema(type.literal);
  return type.type === "TSTypeLiteral" ? objectSchema(type) : undefined;
}

/** Absent is not a value of JSON. `undefined` where one of them is not plain to see. */
function unionOf(types: readonly Type[]): JsonSchema | undefined {
  const schemas = types.filter(({ type }) => type !== "TSUndefinedKeyword").map(schemaOf);
  if (schemas.length === 0 || !schemas.every((schema) => schema !== undefined)) return undefined;
  const literals = schemas.filter((schema) => "const" in schema).map(({ const: value }) => value);
  const others = schemas.filter((schema) => !("const" in schema));
  const all = [...(literals.length > 0 ? [{ enum: literals }] : []), ...others];
  const [only] = all;
  return all.length === 1 ? only : { anyOf: all };
}

function literalSchema(literal: ESTree.TSLiteral): JsonSchema | undefined {
  if (literal.type === "UnaryExpression") {
    const of = literal.argument;
    const isNegative = literal.operator === "-" && of.type === "Literal";
    return isNegative && typeof of.value === "number" ? { const: -of.value } : undefined;
  }
  if (literal.type !== "Literal") return undefined;
  const { value } = literal;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? { const: value }
    : undefined;
}

/** What may be undefined is absent in JSON. */
function objectSchema({ members }: ESTree.TSTypeLiteral): JsonSchema | undefined {
  const properties: [string, JsonSchema][] = [];
  const required: string[] = [];
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || member.typeAnnotation === null) return undefined;
    const name = keyName(member.key, member.computed);
    const types = partsOf(member.typeAnnotation.typeAnnotation);
    const schema = unionOf(types);
    if (name === undefined || schema === undefined) return undefined;
    properties.push([name, schema]);
    if (!member.optional && !types.some(({ type }) => type === "TSUndefinedKeyword"))
      required.push(name);
  }
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}
