import type { ProspectiveEvent } from "./event.js";
import { extensionNameProblem, extensionValueProblem } from "./extensionValue.js";
import { attributeTextProblem } from "./attributeText.js";
import { describe } from "./describe.js";
import { identifierProblem, nameProblem } from "./identifier.js";
import { isWellFormed } from "./wellFormedText.js";
import { Timestamp } from "./timestamp.js";
import { uriProblem } from "./uri.js";

/** A part of an event, and what is wrong with a value of it, if something is. */
const PROBLEM_OF: Record<keyof ProspectiveEvent, (value: unknown) => string | undefined> = {
  type: (value) => identifierProblem("event type", value),
  id: (value) => identifierProblem("event id", value),
  stream: (value) => nameProblem("stream", value),
  subject: subjectProblem,
  time: timeProblem,
  dataContentType: (value) => textProblem("dataContentType", value),
  dataSchema: (value) => textProblem("dataSchema", value, (text) => uriProblem("uri-ref", text)),
  data: dataProblem,
  extensions: extensionsProblem,
};

export type EventPart = keyof ProspectiveEvent;

const ALL_PARTS = Object.keys(PROBLEM_OF) as EventPart[];
const REQUIRED: readonly EventPart[] = ["type", "id", "stream"];

/**
 * Says what the platform would refuse in a prospective event, or change in silence; or `undefined`.
 * Nothing else is taken for granted: the value may come from an author's code.
 * @param parts - where there can be doubt; default: everywhere
 */
export function prospectiveEventProblem(
  event: unknown,
  parts: readonly EventPart[] = ALL_PARTS,
): string | undefined {
  if (typeof event !== "object" || event === null) return `${describe(event)} is no event`;
  for (const part of parts) {
    const value = (event as Partial<Record<EventPart, unknown>>)[part];
    if (value === undefined && !REQUIRED.includes(part)) continue;
    const problem = PROBLEM_OF[part](value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Says what the platform would refuse in an event's subject; `undefined` for none. */
export function subjectProblem(value: unknown): string | undefined {
  return value === undefined ? undefined : identifierProblem("subject", value);
}

function timeProblem(value: unknown): string | undefined {
  if (value instanceof Timestamp) return undefined;
  return `its time must be a Timestamp, got ${describe(value)}`;
}

function textProblem(
  what: string,
  value: unknown,
  more: (text: string) => string | undefined = () => undefined,
): string | undefined {
  if (typeof value !== "string") return `its ${what} must be a string, got ${describe(value)}`;
  const problem = attributeTextProblem(value) ?? more(value);
  return problem === undefined ? undefined : `its ${what} ${problem}`;
}

function dataProblem(data: unknown): string | undefined {
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
