import type { ProspectiveEvent } from "./event.js";
import { extensionNameProblem, extensionValueProblem } from "./extensionValue.js";
import { describe, identifierProblem, isWellFormed, nameProblem } from "./identifier.js";
import { Timestamp } from "./timestamp.js";

/** Parts of an event that have been checked before, or were made so that nothing can be wrong. */
export type CheckedPart = "type" | "id" | "stream" | "data";

const NONE: ReadonlySet<CheckedPart> = new Set();

/**
 * Says what the platform would refuse in a prospective event, or change in silence; or `undefined`.
 * Nothing else is taken for granted: the value may come from an author's code.
 */
export function prospectiveEventProblem(
  event: unknown,
  checked: ReadonlySet<CheckedPart> = NONE,
): string | undefined {
  if (typeof event !== "object" || event === null) return `${describe(event)} is no event`;
  const { id, stream, type, subject, time, dataContentType, dataSchema, data, extensions } =
    event as Partial<Record<keyof ProspectiveEvent, unknown>>;
  return (
    (checked.has("type") ? undefined : identifierProblem("event type", type)) ??
    (checked.has("id") ? undefined : identifierProblem("event id", id)) ??
    (checked.has("stream") ? undefined : nameProblem("stream", stream)) ??
    (subject === undefined ? undefined : identifierProblem("subject", subject)) ??
    (time === undefined || time instanceof Timestamp
      ? undefined
      : `its time must be a Timestamp, got ${describe(time)}`) ??
    optionalTextProblem("dataContentType", dataContentType) ??
    optionalTextProblem("dataSchema", dataSchema) ??
    (checked.has("data") ? undefined : dataProblem(data)) ??
    extensionsProblem(extensions)
  );
}

function optionalTextProblem(what: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") return `its ${what} must be a string, got ${describe(value)}`;
  return surrogateProblem(what, value);
}

function dataProblem(data: unknown): string | undefined {
  if (data === undefined) return undefined;
  const { kind, text, bytes } = (data ?? {}) as { kind?: unknown; text?: unknown; bytes?: unknown };
  if (kind === "text" && typeof text === "string") return surrogateProblem("data", text);
  if (kind === "binary" && bytes instanceof Uint8Array) return undefined;
  return `its data must be { kind: "text", text } or { kind: "binary", bytes }, got ${describe(data)}`;
}

/** Text crosses the border of a component as UTF-8, where half a pair would become U+FFFD. */
function surrogateProblem(what: string, text: string): string | undefined {
  if (isWellFormed(text)) return undefined;
  return `its ${what} has half a surrogate pair, which UTF-8 cannot carry; send such data as binary`;
}

function extensionsProblem(extensions: unknown): string | undefined {
  if (extensions === undefined) return undefined;
  if (!(extensions instanceof Map))
    return `its extensions must be a Map, got ${describe(extensions)}`;
  for (const [name, value] of extensions as Map<unknown, unknown>) {
    if (typeof name !== "string")
      return `an extension's name must be a string, got ${describe(name)}`;
    // On the wire extensions stand in one list with the attributes: a `subject` would come twice.
    const nameIsWrong = extensionNameProblem(name);
    if (nameIsWrong !== undefined) return nameIsWrong;
    const problem = extensionValueProblem(value);
    if (problem !== undefined) return `extension ${name}: ${problem}`;
  }
  return undefined;
}
