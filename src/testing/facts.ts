/** One value within a compared one: where it stands, and how it is shown. */
export type Fact = readonly [path: string, shown: string];

/** A value taken apart into what can be compared line by line, in the order in which it is stated. */
export function factsOf(value: unknown, path = ""): readonly Fact[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? [[path, "[]"]]
      : value.flatMap((item, index) => factsOf(item, `${path}[${String(index)}]`));
  }
  if (value instanceof Map) return factsOf([...(value as Map<unknown, unknown>)], path);
  if (value instanceof Set) return factsOf([...(value as Set<unknown>)], path);
  if (typeof value !== "object" || value === null || isScalar(value)) {
    return value === undefined ? [] : [[path, shown(value)]];
  }
  const members = Object.entries(value);
  if (members.length === 0) return [[path, "{}"]];
  return members.flatMap(([name, member]) =>
    factsOf(member, path === "" ? name : `${path}.${name}`),
  );
}

/** Objects that are one value, with a text of their own. */
function isScalar(value: object): boolean {
  return value instanceof Date || value instanceof Uint8Array || "nanoseconds" in value;
}

/** As in a source, so that `"10"` is not taken for `10`. */
function shown(value: unknown): string {
  if (typeof value === "bigint") return `${String(value)}n`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object" && value !== null && "nanoseconds" in value) {
    return (value as { toString(): string }).toString();
  }
  if (typeof value === "function") return `[function ${value.name}]`;
  return Object.is(value, -0)
    ? "-0"
    : typeof value === "symbol"
      ? String(value)
      : JSON.stringify(value);
}
