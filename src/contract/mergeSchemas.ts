import type { JsonSchema } from "../model/jsonSchema.js";

/** One schema that says what all say: side by side where they speak of different things. */
export function mergeSchemas(schemas: readonly JsonSchema[]): JsonSchema {
  const merged: Record<string, unknown> = {};
  const rest: JsonSchema[] = [];
  for (const schema of schemas) {
    const clash = Object.entries(schema).some(
      ([keyword, value]) =>
        Object.hasOwn(merged, keyword) && narrower(keyword, merged[keyword], value) === undefined,
    );
    if (clash) rest.push(schema);
    else
      for (const [keyword, value] of Object.entries(schema))
        merged[keyword] = Object.hasOwn(merged, keyword)
          ? narrower(keyword, merged[keyword], value)
          : value;
  }
  return rest.length === 0 ? merged : { ...merged, allOf: rest };
}

/** The keyword's value that says what both say, if there is one. */
function narrower(keyword: string, one: unknown, other: unknown): unknown {
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  if (keyword === "type" && [one, other].includes("integer") && [one, other].includes("number"))
    return "integer";
  if (typeof one !== "number" || typeof other !== "number") return undefined;
  return /^(min|exclusiveMin)/.test(keyword) ? Math.max(one, other) : Math.min(one, other);
}
