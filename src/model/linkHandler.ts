import { describe, identifierProblem, type Class } from "../domain/index.js";
import type { HandlerDefinition } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import type { LinkedEvents } from "./linkEvents.js";
import { Problem, type Place } from "./problems/index.js";
import type { OnRecord } from "./records.js";

/** The handlers that one `@On` makes, by event type. */
export type LinkedHandler = ReadonlyMap<string, HandlerDefinition>;

/** Resolves the event types and the payload classes of one `@On`. */
export function linkHandler(
  record: OnRecord,
  place: Place,
  events: LinkedEvents,
  report: Diagnostic[],
): LinkedHandler {
  if (record.events === "any") return new Map();
  if (record.events.length === 0)
    report.push(Problem.eventUndefined(place, "The event that @On names"));
  return record.events.some((event) => typeof event === "string")
    ? handlersByName(record, record.events, place, events, report)
    : handlersByClass(record, record.events, place, events, report);
}

function handlersByClass(
  { member }: OnRecord,
  classes: readonly unknown[],
  place: Place,
  { events, faulty }: LinkedEvents,
  report: Diagnostic[],
): LinkedHandler {
  const handlers = new Map<string, HandlerDefinition>();
  for (const target of classes) {
    if (typeof target !== "function") {
      report.push(Problem.eventUndefined(place, "An event class that @On names"));
      continue;
    }
    const definition = events.find((event) => event.target === target);
    if (definition !== undefined)
      handlers.set(definition.type, { method: member, payload: definition.target });
    else if (!faulty.has(target as Class)) report.push(Problem.noDomainEvent(place, target.name));
  }
  return handlers;
}

function handlersByName(
  record: OnRecord,
  types: readonly unknown[],
  place: Place,
  linked: LinkedEvents,
  report: Diagnostic[],
): LinkedHandler {
  const handler = { method: record.member, payload: payloadByName(record, place, report) };
  const handlers = new Map<string, HandlerDefinition>();
  for (const type of types) {
    const problem = identifierProblem("event type", type);
    if (problem !== undefined) report.push(Problem.invalidName(place, problem));
    else handlers.set(String(type), handler);
  }
  const own = linked.events.find(({ target }) => target === handler.payload);
  for (const type of handlers.keys()) {
    // Several types may share a class that is declared for one of them.
    if (own === undefined || handlers.has(own.type)) break;
    report.push(Problem.otherEventType(place, type, own.target.name, own.type));
  }
  return handlers;
}

function payloadByName(
  { payload, parameterTypes, prototype, member }: OnRecord,
  place: Place,
  report: Diagnostic[],
): Class | undefined {
  if (payload !== undefined) {
    const target = calledSafely(payload);
    if (typeof target === "function") return target as Class;
    report.push(
      Problem.eventUndefined(place, "The class that the function after the name returns"),
    );
    return undefined;
  }
  const method: unknown = Reflect.get(prototype, member);
  // Without a parameter the handler does not look at the data.
  if (typeof method === "function" && method.length === 0) return undefined;
  if (parameterTypes === undefined) {
    report.push(Problem.noMetadata(place));
    return undefined;
  }
  const declared = parameterTypes[0];
  const problem = payloadProblem(declared, place);
  if (problem === undefined) return declared as Class;
  report.push(problem);
  return undefined;
}

/** The function is the author's: it may name a class that its module has not initialised. */
function calledSafely(payload: () => unknown): unknown {
  try {
    return payload();
  } catch {
    return undefined;
  }
}

const PRIMITIVES: readonly unknown[] = [String, Number, Boolean, BigInt, Symbol, Function];

function payloadProblem(declared: unknown, place: Place): Diagnostic | undefined {
  if (declared === undefined)
    return Problem.eventUndefined(place, "The class of the first parameter");
  if (declared === Array) return Problem.payloadUnknown(place, "an array");
  if (declared === Object) {
    return Problem.payloadUnknown(place, "an interface, a union, or imported with `import type`");
  }
  if (typeof declared !== "function") return Problem.payloadUnknown(place, describe(declared));
  return PRIMITIVES.includes(declared) ? Problem.payloadUnknown(place, declared.name) : undefined;
}
