/** JSON that is written already; it stands in an answer as it is, with all of its digits. */
export class JsonText {
  readonly text: string;

  /** @param text - JSON that has been parsed, or is known to be JSON. */
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON as this server writes it. Integers of 64 bits are strings of digits, as in protobuf's JSON
 * mapping, for a JSON number is a double to most readers; instants are RFC 3339 texts; members that are
 * `undefined` are left out.
 */
export function writeJson(value: unknown): string {
  if (value instanceof JsonText) return value.text;
  if (typeof value === "bigint") return `"${String(value)}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (hasOwnForm(value)) return JSON.stringify(value.toJSON());
  const members =
    value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
  return `{${members
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`)
    .join(",")}}`;
}

const hasOwnForm = (value: object): value is { toJSON(): unknown } =>
  "toJSON" in value && typeof value.toJSON === "function";
