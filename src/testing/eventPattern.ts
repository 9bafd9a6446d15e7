import { parseJson, stringifyJson, payloadCodec } from "../codec/index.js";
import {
  describe,
  isEventDraft,
  Timestamp,
  type Class,
  type EmittedEvent,
  type EventOptions,
  type ProspectiveEvent,
} from "../domain/index.js";
import type { DomainEventDefinition } from "../model/definitions.js";
import { completeEvent, currentDefinitions } from "../runtime/index.js";
import { compareValues } from "./compareValues.js";
import type { Row } from "./comparison.js";
import { dataOf, eventValue, extensionValues } from "./eventValue.js";
import { isPlainObject } from "./valueKind.js";
import type { SomeFields } from "./someFields.js";
import { unmetWishes } from "./unmetWishes.js";

const PATTERN = Symbol("event-pattern");

/** Some of an event: its type, and those of its fields and options that are named. */
export interface EventPattern<E extends object = object> {
  readonly [PATTERN]: true;
  /** The class of the event. */
  readonly eventClass: Class<E>;
  /** The fields that are compared. */
  readonly fields: SomeFields<E>;
  /** What else is compared. */
  readonly options: EventOptions;
}

/** What a specification can expect where an event is: an event, exactly; or a pattern, for some of it. */
export type ExpectedEvent = EmittedEvent | EventPattern;

/**
 * Expects an event of a class, of which only some is said. A field that is `undefined` must be absent.
 *
 * @example
 * await given(opened).when(Withdraw, withdrawal).thenSome(matching(AccountDebited, { amount: 10 }));
 */
export function matching<E extends object>(
  eventClass: Class<E>,
  fields: SomeFields<E> = {},
  options: EventOptions = {},
): EventPattern<E> {
  return { [PATTERN]: true, eventClass, fields, options };
}

/** Compares an event that the command led to, or none, with what was expected of it. */
export type EventComparison = (actual: ProspectiveEvent | undefined) => readonly Row[];

/** @throws UnfitEventError for an expected event that could never be emitted, TypeError for what is no event */
export function eventComparison(expected: ExpectedEvent, receivedAt: Timestamp): EventComparison {
  assertEvent(expected);
  if (PATTERN in expected) return patternComparison(expected);
  // An id that the author did not choose says nothing.
  const withId = !isEventDraft(expected) || expected.options.id !== undefined;
  const event = completeEvent(expected, currentDefinitions(), receivedAt, () => "–");
  const value = eventValue(event, withId);
  return (actual) => compareValues(value, actual && eventValue(actual, withId), "exact");
}

function patternComparison({ eventClass, fields, options }: EventPattern): EventComparison {
  const definition = currentDefinitions().eventOf(eventClass);
  if (definition === undefined) {
    throw new TypeError(`${eventClass.name} is no domain event; add @DomainEvent("type") to it`);
  }
  const { id, stream, subject, time, extensions } = options;
  const named = {
    ...(id === undefined ? {} : { id }),
    type: definition.type,
    // Null says that there must be none.
    ...(subject === undefined ? {} : { subject: subject ?? undefined }),
    data: jsonOf(encoded(eventClass, fields)),
    ...(stream === undefined ? {} : { stream }),
    ...(time === undefined ? {} : { time: Timestamp.from(time) }),
    ...(extensions === undefined ? {} : { extensions: extensionValues(extensions) ?? {} }),
  };
  return (actual) => [
    ...compareValues(named, actual && eventValue(actual, true), "partial"),
    ...(actual?.type === definition.type
      ? unmetWishes(fields, decoded(definition, actual), "data")
      : []),
  ];
}

/** Without the class's initialisers: what was not said must not be expected. */
function encoded(eventClass: Class, fields: object): unknown {
  const some = Object.assign(Object.create(eventClass.prototype as object) as object, fields);
  return payloadCodec(eventClass, "tolerant").encode(some);
}

/** The event's data as an instance of its class, in whose words the author speaks. */
function decoded({ target }: DomainEventDefinition, event: ProspectiveEvent): unknown {
  const data = dataOf(event);
  try {
    return payloadCodec(target, "tolerant").decode(data);
  } catch {
    return data;
  }
}

/** What becomes of a value on its way through JSON. */
function jsonOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === "object" && value !== null && isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
  }
  return parseJson(stringifyJson(value));
}

/** For callers whose types are not checked. */
function assertEvent(expected: unknown): asserts expected is ExpectedEvent {
  if (typeof expected === "function") {
    const { name } = expected;
    throw new TypeError(
      `a class, ${name}, stands where an event is expected; write matching(${name}) or event(${name}, { … })`,
    );
  }
  const hint = Array.isArray(expected) ? "; write then(...events) for a list of events" : "";
  const isEvent =
    typeof expected === "object" &&
    expected !== null &&
    (PATTERN in expected || isEventDraft(expected) || ("type" in expected && "stream" in expected));
  if (!isEvent) {
    throw new TypeError(
      `${describe(expected)} stands where an event is expected; make one with event(Class, fields) or matching(Class, some fields)${hint}`,
    );
  }
}

/** The event on one line. */
export function eventLine(event: ProspectiveEvent): string {
  const data = dataOf(event);
  const text = data === undefined || data instanceof Uint8Array ? "" : ` ${stringifyJson(data)}`;
  return `${event.type}${text}`;
}
