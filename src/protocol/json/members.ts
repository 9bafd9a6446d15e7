import { JsonError, decodeUtf8, parseRoughly } from "../../codec/json.js";
import { memberTexts } from "../../codec/jsonText.js";
import { describe, MAX_REVISION, Timestamp } from "../../domain/index.js";

/** The members of a JSON object, each with its value and the text that it was written as. */
export type Members = ReadonlyMap<string, { readonly value: unknown; readonly text: string }>;

/** @throws RangeError when the bytes are no UTF-8, or no JSON. */
export function textOfBody(bytes: Uint8Array): string {
  return refusingJson(() => decodeUtf8(bytes, "the request's body"));
}

/**
 * The members of a JSON object, none of them twice.
 * @param where - how the object is called in errors.
 * @throws RangeError for anything else.
 */
export function membersOf(text: string, where: string): Members {
  const value = refusingJson(() => parseRoughly(text, where));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(`${where} must be a JSON object, got ${describe(value)}`);
  const members = new Map<string, { value: unknown; text: string }>();
  for (const [name, texts] of memberTexts(text)) {
    const [own, second] = texts;
    if (own === undefined) continue;
    if (second !== undefined)
      throw new RangeError(`${where} has the member ${describe(name)} twice`);
    members.set(name, { value: (value as Record<string, unknown>)[name], text: own });
  }
  return members;
}

/** As {@link membersOf}, where other members than these are mistakes. */
export function onlyMembersOf(text: string, where: string, known: readonly string[]): Members {
  const members = membersOf(text, where);
  for (const name of members.keys())
    if (!known.includes(name))
      throw new RangeError(
        `${where} has no member ${describe(name)}; it may have ${known.join(", ")}`,
      );
  return members;
}

/** A member that may be absent or null. @throws RangeError for one that is no string. */
export function stringMember(members: Members, name: string, where: string): string | undefined {
  const value = members.get(name)?.value ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw new RangeError(`${where}.${name} must be a string, got ${describe(value)}`);
}

/** An integer of 64 bits: a string of digits, or a number that a double carries exactly. */
export function integer64(value: unknown, where: string): bigint {
  const digits = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== "string" || !/^\d{1,20}$/.test(digits) || BigInt(digits) > MAX_REVISION)
    throw new RangeError(
      `${where} must be an integer from 0 to 2^64 - 1, as a string of digits (or as a number below 2^53), got ${describe(value)}`,
    );
  return BigInt(digits);
}

/** @throws RangeError for what is no RFC 3339 text. */
export function instant(value: unknown, where: string): Timestamp {
  if (typeof value !== "string")
    throw new RangeError(`${where} must be an RFC 3339 text, got ${describe(value)}`);
  try {
    return Timestamp.parse(value);
  } catch (error) {
    throw new RangeError(`${where}: ${describe(value)} is no RFC 3339 instant`, { cause: error });
  }
}

function refusingJson<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonError) throw new RangeError(error.message, { cause: error });
    throw error;
  }
}
