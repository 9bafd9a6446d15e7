import type { ProspectiveEvent } from "./event.js";
import { toExtensionValue } from "./extensionValue.js";
import { describe, identifierProblem, nameProblem } from "./identifier.js";
import { Timestamp } from "./timestamp.js";

/**
 * Says what the platform would refuse in an event, or `undefined`. Nothing is taken for granted: the
 * value may come from an author's code.
 */
export function prospectiveEventProblem(event: ProspectiveEvent): string | undefined {
  const { id, stream, type, subject, time, dataContentType, dataSchema, data, extensions } = event;
  return (
    identifierProblem("event type", type) ??
    identifierProblem("event id", id) ??
    nameProblem("stream", stream) ??
    (subject === undefined ? undefined : identifierProblem("subject", subject)) ??
    (time === undefined || time instanceof Timestamp
      ? undefined
      : `its time must be a Timestamp, got ${describe(time)}`) ??
    optionalTextProblem("dataContentType", dataContentType) ??
    optionalTextProblem("dataSchema", dataSchema) ??
    dataProblem(data) ??
    extensionsProblem(extensions)
  );
}

function optionalTextProblem(what: string, value: unknown): string | undefined {
  return value === undefined || typeof value === "string"
    ? undefined
    : `its ${what} must be a string, got ${describe(value)}`;
}

function dataProblem(data: unknown): string | undefined {
  if (data === undefined) return undefined;
  const { kind, text, bytes } = data as { kind?: unknown; text?: unknown; bytes?: unknown };
  if (kind === "text" && typeof text === "string") return undefined;
  if (kind === "binary" && bytes instanceof Uint8Array) return undefined;
  return `its data must be { kind: "text", text } or { kind: "binary", bytes }`;
}

function extensionsProblem(extensions: unknown): string | undefined {
  if (extensions === undefined) return undefined;
  if (!(extensions instanceof Map))
    return `its extensions must be a Map, got ${describe(extensions)}`;
  for (const [name, value] of extensions as Map<unknown, unknown>) {
    if (typeof name !== "string")
      return `an extension's name must be a string, got ${describe(name)}`;
    const problem = extensionProblem(value);
    if (problem !== undefined) return `extension ${name}: ${problem}`;
  }
  return undefined;
}

function extensionProblem(extension: unknown): string | undefined {
  const { kind, value } = (extension ?? {}) as { kind?: unknown; value?: unknown };
  try {
    switch (kind) {
      case "boolean":
      case "string":
      case "integer":
        return toExtensionValue(value as boolean | string | number).kind === kind
          ? undefined
          : `a ${kind} must not be ${describe(value)}`;
      case "uri":
      case "uri-ref":
        return typeof value === "string" ? undefined : `a ${kind} must be a string`;
      case "binary":
        return value instanceof Uint8Array ? undefined : "a binary value must be a Uint8Array";
      case "timestamp":
        return value instanceof Timestamp ? undefined : "a timestamp must be a Timestamp";
      default:
        return `${describe(extension)} is no { kind, value }`;
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
