/** A value as plain JSON that tells apart what JSON would make the same, and keeps the order of keys. */
export function describe(value) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return { number: Object.is(value, -0) ? "-0" : String(value) };
  if (typeof value !== "object") {
    return typeof value === "bigint" ? { bigint: String(value) } : { [typeof value]: "" };
  }
  if (Array.isArray(value)) return value.map(describe);
  return describeObject(value);
}

function describeObject(value) {
  // In another realm, classes are others; their names are the same.
  const name = Object.prototype.toString.call(value).slice(8, -1);
  switch (name) {
    case "Date":
      return { date: value.getTime() };
    case "Map":
      return { map: [...value].map(describe) };
    case "Set":
      return { set: [...value].map(describe) };
    case "RegExp":
      return { pattern: String(value) };
    case "Error":
      return { error: value.name, message: value.message };
    default:
      if (ArrayBuffer.isView(value)) return { [name]: [...value].map(String) };
      return { object: Object.entries(value).map(([key, part]) => [key, describe(part)]) };
  }
}
