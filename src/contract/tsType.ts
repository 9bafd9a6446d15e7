import type { JsonSchema } from "./jsonSchema.js";

/** Gives the name of the interface of a class, by the reference to its schema. */
export type NameOf = (reference: string) => string;

/** The TypeScript of a value's schema; what the schema leaves open is `unknown`. */
export function tsType(schema: JsonSchema, nameOf: NameOf): string {
  if (schema.$ref !== undefined) return [nameOf(schema.$ref), ...constants(schema)].join(" & ");
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(literal).join(" | ");
  if (schema.anyOf !== undefined) return union(schema.anyOf.map((each) => tsType(each, nameOf)));
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return "unknown";
  return union(types.map((type) => typeOf(type, schema, nameOf)));
}

/** The members of an interface, one a line. */
export function tsMembers(
  { properties = {}, required = [] }: JsonSchema,
  nameOf: NameOf,
  isWhole: (wireName: string) => boolean = (name) => required.includes(name),
): readonly string[] {
  return Object.entries(properties).map(([name, schema]) => {
    const mark = isWhole(name) ? "" : "?";
    const orAbsent = isWhole(name) ? "" : " | undefined";
    return `  readonly ${literal(name)}${mark}: ${tsType(schema, nameOf)}${orAbsent};`;
  });
}

/** A text or another plain value as it stands in a source. */
export const literal = (value: unknown): string => JSON.stringify(value);

function typeOf(type: string, schema: JsonSchema, nameOf: NameOf): string {
  switch (type) {
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return type;
    case "array":
      return `readonly (${schema.items === undefined ? "unknown" : tsType(schema.items, nameOf)})[]`;
    case "object":
      if (schema.properties !== undefined) return constants(schema).join(" & ");
      return typeof schema.additionalProperties === "object"
        ? `Readonly<Record<string, ${tsType(schema.additionalProperties, nameOf)}>>`
        : "object";
    default:
      return "unknown";
  }
}

/** What tells a class from others beside it. */
const constants = ({ properties = {} }: JsonSchema): readonly string[] =>
  Object.entries(properties).map(
    ([name, { const: value }]) => `{ readonly ${literal(name)}: ${literal(value)} }`,
  );

const union = (types: readonly string[]): string =>
  types.includes("unknown") ? "unknown" : [...new Set(types)].join(" | ");
