import {
  InvalidPayloadError,
  JsonError,
  parseJson,
  payloadCodec,
  stringifyJson,
} from "../codec/index.js";
import {
  isEventDraft,
  prospectiveEventProblem,
  Timestamp,
  toExtensionValue,
  type CheckedPart,
  type EmittedEvent,
  type EventDraft,
  type Extensions,
  type ProspectiveEvent,
} from "../domain/index.js";
import type { Definitions, DomainEventDefinition } from "../model/definitions.js";

/** An event that cannot be emitted: the author's mistake, not the sender's. */
export class UnfitEventError extends Error {
  override readonly name = "UnfitEventError";
}

/** A random UUID: the id of an event that is given none. */
export const randomEventId = (): string => crypto.randomUUID();

/**
 * Fills in what a draft leaves open, and checks that the platform and the event's own class would
 * accept the outcome.
 * @throws UnfitEventError that names the event and what is wrong with it.
 */
export function completeEvent(
  emitted: EmittedEvent,
  definitions: Definitions,
  receivedAt: Timestamp,
  newId: () => string = randomEventId,
): ProspectiveEvent {
  const [event, checked] = isEventDraft(emitted)
    ? [completeDraft(emitted, definitions, receivedAt, newId), checkedIn(emitted, newId)]
    : [emitted, undefined];
  const problem = prospectiveEventProblem(event, checked);
  if (problem !== undefined)
    throw new UnfitEventError(`the event ${nameOf(event)} cannot be stored: ${problem}`);
  return event;
}

/** The class's own type and stream were checked with its definition; JSON text is always well-formed. */
const BY_DEFINITION: ReadonlySet<CheckedPart> = new Set(["type", "stream", "data"]);
const WITH_RANDOM_ID: ReadonlySet<CheckedPart> = new Set([...BY_DEFINITION, "id"]);
const WITH_OWN_STREAM: ReadonlySet<CheckedPart> = new Set(["type", "data"]);

function checkedIn({ options }: EventDraft, newId: () => string): ReadonlySet<CheckedPart> {
  if (options.stream !== undefined) return WITH_OWN_STREAM;
  return options.id === undefined && newId === randomEventId ? WITH_RANDOM_ID : BY_DEFINITION;
}

function completeDraft(
  draft: EventDraft,
  definitions: Definitions,
  receivedAt: Timestamp,
  newId: () => string,
): ProspectiveEvent {
  const { eventClass, options } = draft;
  const definition = definitions.eventOf(eventClass);
  if (definition === undefined) {
    throw new UnfitEventError(
      `${eventClass.name} is no domain event; add @DomainEvent("type") to it`,
    );
  }
  const stream = options.stream ?? definition.options.stream;
  if (stream === undefined) {
    throw new UnfitEventError(
      `${eventClass.name} names no stream; name one in @DomainEvent or in event()`,
    );
  }
  return {
    id: options.id ?? newId(),
    stream,
    type: definition.type,
    subject: subjectOf(draft, definition),
    time: timeOf(draft, definition) ?? receivedAt,
    dataContentType: "application/json",
    dataSchema: definition.options.dataSchema,
    data: { kind: "text", text: dataOf(draft, definition) },
    extensions: extensionsOf(draft, definition),
  };
}

function subjectOf(
  { payload, options }: EventDraft,
  { subjectProperty, type }: DomainEventDefinition,
): string | undefined {
  if (options.subject !== undefined) return options.subject ?? undefined;
  if (subjectProperty === undefined) return undefined;
  const value: unknown = Reflect.get(payload, subjectProperty);
  if (value === undefined || typeof value === "string") return value;
  throw new UnfitEventError(`the subject of ${type}, ${subjectProperty}, must be a string`);
}

/** What is written must be readable: it is decoded by the same rules as a stored event. */
function dataOf({ eventClass, payload }: EventDraft, { type }: DomainEventDefinition): string {
  const codec = payloadCodec(eventClass, "tolerant");
  try {
    const text = stringifyJson(codec.encode(payload));
    codec.decode(parseJson(text, "its data"));
    return text;
  } catch (error) {
    if (error instanceof JsonError)
      throw new UnfitEventError(`the event ${type} cannot be written: ${error.message}`);
    if (!(error instanceof InvalidPayloadError)) throw error;
    throw new UnfitEventError(
      `the event ${type} breaks the rules of ${eventClass.name}: ${error.message}`,
    );
  }
}

function timeOf({ options }: EventDraft, { type }: DomainEventDefinition): Timestamp | undefined {
  const { time } = options;
  return time === undefined ? undefined : fit(type, "its time", () => Timestamp.from(time));
}

function extensionsOf(
  { options }: EventDraft,
  { type }: DomainEventDefinition,
): Extensions | undefined {
  if (options.extensions === undefined) return undefined;
  return new Map(
    Object.entries(options.extensions).map(([name, input]) => [
      name,
      fit(type, `extension ${name}`, () => toExtensionValue(input)),
    ]),
  );
}

/** The value; an author's value that is none of its kind is reported with its event. */
function fit<T>(type: string, what: string, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnfitEventError(`the event ${type} cannot be stored: ${what}: ${reason}`);
  }
}

function nameOf({ type }: ProspectiveEvent): string {
  return typeof type === "string" ? type : "without a type";
}
