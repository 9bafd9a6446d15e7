import type { JsonSchema } from "../model/jsonSchema.js";

/** Gives the name of the interface of a class, by the reference to its schema. */
export type NameOf = (reference: string) => string;

/** The TypeScript of a value's schema; what the schema leaves open is `unknown`. */
export function tsType(schema: JsonSchema, nameOf: NameOf): string {
  if (schema.$ref !== undefined) return both([nameOf(schema.$ref), membersOf(schema, nameOf)]);
  if ("const" in schema) return constant(schema.const);
  if (schema.enum !== undefined) return either(schema.enum.map(constant));
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const own =
    types.length === 0 ? undefined : either(types.map((type) => ofType(type, schema, nameOf)));
  const all = (schemas: readonly JsonSchema[]): readonly string[] =>
    schemas.map((each) => tsType(each, nameOf));
  return both([
    own,
    schema.anyOf && either(all(schema.anyOf)),
    schema.oneOf && either(all(schema.oneOf)),
    ...all(schema.allOf ?? []),
  ]);
}

/** The members of an object, each as it stands in an interface. */
export const tsMembers = (
  { properties = {}, required = [] }: JsonSchema,
  nameOf: NameOf,
): readonly string[] =>
  Object.entries(properties).map(([name, schema]) =>
    required.includes(name)
      ? `readonly ${literal(name)}: ${tsType(schema, nameOf)};`
      : `readonly ${literal(name)}?: ${either([tsType(schema, nameOf), "undefined"])};`,
  );

/** A text or another plain value as it stands in a source. */
export const literal = (value: unknown): string => JSON.stringify(value);

/** Of an object or a list no type tells one from another. */
function constant(value: unknown): string {
  if (Array.isArray(value)) return "readonly unknown[]";
  return typeof value === "object" && value !== null ? "object" : literal(value);
}

function ofType(type: string, schema: JsonSchema, nameOf: NameOf): string {
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
      return membersOf(schema, nameOf) ?? recordOf(schema, nameOf);
    default:
      return "unknown";
  }
}

const recordOf = ({ additionalProperties: of }: JsonSchema, nameOf: NameOf): string =>
  typeof of === "object" ? `Readonly<Record<string, ${tsType(of, nameOf)}>>` : "object";

function membersOf(schema: JsonSchema, nameOf: NameOf): string | undefined {
  const members = tsMembers(schema, nameOf);
  return members.length === 0 ? undefined : `{ ${members.join(" ").replace(/;$/, "")} }`;
}

function either(types: readonly string[]): string {
  return types.includes("unknown") ? "unknown" : [...new Set(types)].join(" | ") || "never";
}

/** What is unknown adds nothing to what is known. */
function both(types: readonly (string | undefined)[]): string {
  const known = [...new Set(types.filter((type) => type !== undefined))].filter(
    (type) => type !== "unknown",
  );
  const [only = "unknown"] = known;
  if (known.length < 2) return only;
  return known.map((type) => (type.includes(" | ") ? `(${type})` : type)).join(" & ");
}
