/** Keywords that lead out of a schema, which stands within others and so has no place of its own. */
const LEADING_OUT: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "$id"]);

/** Why the schema of a codec cannot be shown to others, if it has one that cannot. Goes on from "the schema". */
export function schemaProblem(schema: unknown): string | undefined {
  if (schema === undefined) return undefined;
  return isPlainObject(schema) ? problemIn(schema, []) : "is no object";
}

function problemIn(value: unknown, around: readonly unknown[]): string | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : `holds ${String(value)}, which JSON has not`;
    case "object":
      break;
    default:
      return `holds ${value === undefined ? "undefined" : `a ${typeof value}`}, which JSON has not`;
  }
  if (value === null) return undefined;
  if (around.includes(value)) return "holds itself";
  const inside = [...around, value];
  if (Array.isArray(value)) return firstProblem(value, inside);
  if (!isPlainObject(value)) return "holds an instance of a class, which JSON has not";
  const out = Object.entries(value).find(
    ([keyword, at]) => LEADING_OUT.has(keyword) && typeof at === "string",
  );
  return out === undefined
    ? firstProblem(Object.values(value), inside)
    : `has ${out[0]}, which leads out of it; write out what it stands for`;
}

function firstProblem(values: readonly unknown[], around: readonly unknown[]): string | undefined {
  for (const value of values) {
    const problem = problemIn(value, around);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // Another realm's plain objects have another prototype, which has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
