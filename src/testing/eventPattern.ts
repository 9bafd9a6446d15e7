import { parseJson, payloadCodec, stringifyJson } from "../codec/index.js";
import {
  isEventDraft,
  Timestamp,
  type Class,
  type EmittedEvent,
  type EventOptions,
  type Fields,
  type ProspectiveEvent,
} from "../domain/index.js";
import { completeEvent, currentDefinitions } from "../runtime/index.js";
import type { Strictness } from "./comparison.js";
import { factsOf, type Fact } from "./facts.js";

const PATTERN = Symbol("event-pattern");

/** Some of an event: its type, and those of its fields and options that are named. */
export interface EventPattern<E extends object = object> {
  readonly [PATTERN]: true;
  /** The class of the event. */
  readonly eventClass: Class<E>;
  /** The fields that are compared. */
  readonly fields: Partial<Fields<E>>;
  /** What else is compared. */
  readonly options: EventOptions;
}

/** What a specification can expect where an event is: an event, exactly; or a pattern, for some of it. */
export type ExpectedEvent = EmittedEvent | EventPattern;

/**
 * Expects an event of a class, of which only some is said.
 *
 * @example
 * await given(opened).when(Withdraw, withdrawal).thenSome(matching(AccountDebited, { amount: 10 }));
 */
export function matching<E extends object>(
  eventClass: Class<E>,
  fields: Partial<Fields<E>> = {},
  options: EventOptions = {},
): EventPattern<E> {
  return { [PATTERN]: true, eventClass, fields, options };
}

const isPattern = (expected: ExpectedEvent): expected is EventPattern => PATTERN in expected;

export interface ExpectedFacts {
  readonly facts: readonly Fact[];
  readonly strictness: Strictness;
  /** Whether the id is among what is expected: an id that the author did not choose says nothing. */
  readonly id: boolean;
}

/** @throws UnfitEventError for an expected event that could never be emitted */
export function expectedFacts(expected: ExpectedEvent, receivedAt: Timestamp): ExpectedFacts {
  const definitions = currentDefinitions();
  if (isPattern(expected)) {
    const { eventClass, options, fields } = expected;
    const definition = definitions.eventOf(eventClass);
    if (definition === undefined) {
      throw new TypeError(`${eventClass.name} is no domain event; add @DomainEvent("type") to it`);
    }
    // Without the class's initialisers: what was not said must not be expected.
    const some = Object.assign(Object.create(eventClass.prototype as object) as object, fields);
    const data = payloadCodec(eventClass, "tolerant").encode(some);
    const { id, stream, subject, time, extensions } = options;
    const named = {
      ...{ id, type: definition.type, stream, subject: subject ?? undefined },
      ...{ time: time === undefined ? undefined : Timestamp.from(time), extensions },
    };
    const facts = [...factsOf(named), ...factsOf(data, "data").filter(([path]) => path !== "data")];
    return { facts, strictness: "partial", id: id !== undefined };
  }
  const id = !isEventDraft(expected) || expected.options.id !== undefined;
  const event = completeEvent(expected, definitions, receivedAt, () => "–");
  return { facts: eventFacts(event, id), strictness: "exact", id };
}

/** All that can be compared of an event, the most telling first. */
export function eventFacts(event: ProspectiveEvent, withId: boolean): readonly Fact[] {
  const { id, type, stream, subject, time, dataContentType, dataSchema, extensions } = event;
  const head = { type, subject };
  const tail = {
    ...{ stream, time, dataschema: dataSchema },
    datacontenttype: dataContentType === "application/json" ? undefined : dataContentType,
    ...Object.fromEntries([...(extensions ?? [])].map(([name, { value }]) => [name, value])),
  };
  return [
    ...(withId ? factsOf(id, "id") : []),
    ...factsOf(head),
    ...factsOf(dataOf(event), "data"),
    ...factsOf(tail),
  ];
}

function dataOf({ data, dataContentType }: ProspectiveEvent): unknown {
  if (data?.kind !== "text") return data?.bytes;
  return dataContentType === "application/json" ? parsed(data.text) : data.text;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text, "its data");
  } catch {
    return text;
  }
}

/** The event on one line. */
export function eventLine(event: ProspectiveEvent): string {
  const data = dataOf(event);
  const shown = data === undefined || data instanceof Uint8Array ? "" : ` ${stringifyJson(data)}`;
  return `${event.type}${shown}`;
}
