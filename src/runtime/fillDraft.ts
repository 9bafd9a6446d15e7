import {
  InvalidPayloadError,
  JsonError,
  parseJson,
  stringifyJson,
  type PayloadCodec,
} from "../codec/index.js";
import {
  isEventDraft,
  prospectiveEventProblem,
  SAYS_ALL,
  subjectProblem,
  Timestamp,
  toExtensionValue,
  type EmittedEvent,
  type EventDraft,
  type EventOptions,
  type EventPart,
  type Class,
  type Extensions,
  type ProspectiveEvent,
  type TimestampLike,
  messageOf,
} from "../domain/index.js";
import type { DomainEventDefinition } from "../model/definitions.js";

/** An event that cannot be emitted: the author's mistake, not the sender's. */
export class UnfitEventError extends Error {
  override readonly name = "UnfitEventError";

  [SAYS_ALL](): true {
    return true;
  }
}

/** A random UUID: the id of an event that is given none. */
export const randomEventId = (): string => crypto.randomUUID();

/** What of an event's definition its drafts are filled in from. */
export type DraftedEvent = Pick<DomainEventDefinition, "type" | "options" | "subjectProperty">;

/** What drafts are filled in with. */
export interface DraftContext {
  readonly eventOf: (eventClass: Class) => DraftedEvent | undefined;
  /** The codec that holds an event to the rules of its class. */
  readonly codecOf: (eventClass: Class) => PayloadCodec<object>;
  /** The effective time of an event that is given none. */
  readonly receivedAt: Timestamp | undefined;
  readonly newId: () => string;
}

/**
 * Fills in what a draft leaves open, and checks that the platform and the event's own class would
 * accept the outcome.
 * @throws UnfitEventError that names the event and what is wrong with it.
 */
export function fillDraft(emitted: EmittedEvent, context: DraftContext): ProspectiveEvent {
  const { newId } = context;
  const isDraft = isEventDraft(emitted);
  const event = isDraft ? completeDraft(emitted, context) : emitted;
  const problem =
    isDraft && isUsual(event, emitted, newId)
      ? subjectProblem(event.subject)
      : prospectiveEventProblem(event, isDraft ? doubtfulParts(event, emitted, newId) : undefined);
  if (problem !== undefined)
    throw new UnfitEventError(`the event ${nameOf(event)} cannot be stored: ${problem}`);
  return event;
}

/** The class's own type and stream were checked with its definition, and what is made here is right. */
function doubtfulParts(
  { subject, dataSchema, extensions }: ProspectiveEvent,
  { options }: EventDraft,
  newId: () => string,
): readonly EventPart[] {
  const parts: EventPart[] = [];
  if (options.id !== undefined || newId !== randomEventId) parts.push("id");
  if (options.stream !== undefined) parts.push("stream");
  if (subject !== undefined) parts.push("subject");
  if (dataSchema !== undefined) parts.push("dataSchema");
  if (extensions !== undefined) parts.push("extensions");
  return parts;
}

/** Of most events nothing but the subject is in doubt. */
const isUsual = (
  { dataSchema, extensions }: ProspectiveEvent,
  { options }: EventDraft,
  newId: () => string,
): boolean =>
  newId === randomEventId &&
  options.id === undefined &&
  options.stream === undefined &&
  dataSchema === undefined &&
  extensions === undefined;

function completeDraft(
  draft: EventDraft,
  { eventOf, codecOf, receivedAt, newId }: DraftContext,
): ProspectiveEvent {
  const { eventClass, options } = draft;
  const definition = eventOf(eventClass);
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
    time: options.time === undefined ? receivedAt : timeOf(options.time, definition),
    dataContentType: "application/json",
    dataSchema: definition.options.dataSchema,
    data: { kind: "text", text: dataOf(draft, definition, codecOf) },
    extensions: options.extensions && extensionsOf(options.extensions, definition),
  };
}

function subjectOf(
  { payload, options }: EventDraft,
  { subjectProperty, type }: DraftedEvent,
): string | undefined {
  if (options.subject !== undefined) return options.subject ?? undefined;
  if (subjectProperty === undefined) return undefined;
  const value: unknown = Reflect.get(payload, subjectProperty);
  if (value === undefined || typeof value === "string") return value;
  throw new UnfitEventError(`the subject of ${type}, ${subjectProperty}, must be a string`);
}

/** What is written must be readable: it is decoded by the same rules as a stored event. */
function dataOf(
  { eventClass, payload }: EventDraft,
  { type }: DraftedEvent,
  codecOf: DraftContext["codecOf"],
): string {
  const codec = codecOf(eventClass);
  try {
    const text = stringifyJson(codec.encode(payload));
    if (codec.read?.(text) === undefined) codec.decode(parseJson(text, "its data"));
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

function timeOf(time: TimestampLike, { type }: DraftedEvent): Timestamp {
  return fit(type, "its time", () => Timestamp.from(time));
}

function extensionsOf(
  extensions: NonNullable<EventOptions["extensions"]>,
  { type }: DraftedEvent,
): Extensions {
  return new Map(
    Object.entries(extensions).map(([name, input]) => [
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
    const reason = messageOf(error);
    throw new UnfitEventError(`the event ${type} cannot be stored: ${what}: ${reason}`);
  }
}

function nameOf({ type }: ProspectiveEvent): string {
  return typeof type === "string" ? type : "without a type";
}
