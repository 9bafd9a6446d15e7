import { describe } from "../../domain/index.js";
import type { Diagnostic } from "../diagnostic.js";
import { error, warning, sentence, type Place } from "./problem.js";

/** Diagnostics of mistakes in state views. */
export const StateViewProblem = {
  noHandlers: (place: Place): Diagnostic =>
    error(
      "ESF201",
      place,
      "The state view has no handlers, so it selects no events.",
      "Add a method with @On(EventClass).",
    ),

  twoHandlers: (place: Place, what: string, first: string): Diagnostic =>
    error(
      "ESF202",
      place,
      `${what} already has the handler ${first}.`,
      "Fold both in one method, or remove one of them.",
    ),

  payloadUnknown: (place: Place, type: string): Diagnostic =>
    error(
      "ESF203",
      place,
      `The payload's class cannot be known: the first parameter's type is ${type}.`,
      `Use a class as its type (imported without \`type\`), or name it: @On("…", () => Class).`,
    ),

  eventUndefined: (place: Place, what: string): Diagnostic =>
    error(
      "ESF204",
      place,
      `${what} is undefined; the modules probably import each other in a circle.`,
      "Move the class to a module that imports neither of them.",
    ),

  onOutsideView: (place: Place): Diagnostic =>
    error(
      "ESF205",
      place,
      "@On stands in a class that is no state view.",
      `Add @StateView("name") to the class, or remove @On.`,
    ),

  parameterOfTwoKinds: (place: Place, name: string, kinds: readonly string[]): Diagnostic =>
    error(
      "ESF206",
      place,
      `The parameter "${name}" is used with two kinds: ${kinds.join(" and ")}.`,
      "Use one parameter for each kind of attribute.",
    ),

  invalidSelector: (place: Place, cause: string): Diagnostic =>
    error(
      "ESF207",
      place,
      `The selector is invalid: ${sentence(cause)}`,
      "Mend the value in the selector.",
    ),

  selectsEverything: (place: Place): Diagnostic =>
    error(
      "ESF208",
      place,
      "@OnAny without a selector would select every event, which the platform cannot.",
      "Give @StateView a selector, for example Selector.stream(…).",
    ),

  noCodec: (place: Place, contentType: string): Diagnostic =>
    error(
      "ESF209",
      place,
      `The content type ${contentType} is not JSON, and no codec is given.`,
      "Give @StateView a codec with encode and decode, or leave the content type out.",
    ),

  noDomainEvent: (place: Place, className: string): Diagnostic =>
    error(
      "ESF210",
      place,
      `@On names ${className}, which is no domain event.`,
      `Add @DomainEvent("type") to ${className}, or name the event type: @On("type", () => ${className}).`,
    ),

  invalidVersion: (place: Place, version: unknown): Diagnostic =>
    error(
      "ESF211",
      place,
      `The version ${describe(version)} is no positive integer.`,
      /^[1-9]\d*$/.test(String(version)) && typeof version !== "number"
        ? `Write it as a number: version: ${String(version)}.`
        : "Use the version that the server assigned when the view was published; it counts from 1.",
    ),

  handlerReturns: (place: Place, what: string): Diagnostic =>
    error(
      "ESF220",
      place,
      `The handler returns ${what}, which is not looked at.`,
      "Change the properties of `this` instead, and return nothing.",
    ),

  handlerMayReturn: (place: Place): Diagnostic =>
    warning(
      "ESF220",
      place,
      "The declared type of what the handler returns may be a state, which is not looked at.",
      "Change the properties of `this` instead, and declare the method as `void`.",
    ),

  forgottenHandler: (place: Place, events: readonly string[]): Diagnostic => {
    const isAny = events.includes("Event");
    return warning(
      "ESF225",
      place,
      `The method takes ${isAny ? "any event" : events.join(" or ")} as a handler does, but has no ${isAny ? "@OnAny" : "@On"} and is called by nothing, so the view passes over these events.`,
      `Put ${isAny ? "@OnAny()" : `@On(${events.join(", ")})`} before it, or remove it.`,
    );
  },

  neverCalled: (place: Place, type: string, selector: string): Diagnostic =>
    error(
      "ESF221",
      place,
      `The handler is never called: no event of the type "${type}" is selected by ${selector}.`,
      "Mend the selector, or remove the handler.",
    ),

  withoutSubject: (place: Place, view: string): Diagnostic =>
    warning(
      "ESF222",
      place,
      `The event has no subject unless it is given one when it is made, and without one the view ${view} does not select it.`,
      "Add @Subject() to the property that holds it, or pass one: event(Class, fields, { subject }).",
    ),

  unknownToEvents: (
    place: Place,
    what: string,
    value: string,
    known: readonly string[],
  ): Diagnostic =>
    warning(
      "ESF223",
      place,
      `No event of the project has the ${what} ${value}.`,
      known.length === 0
        ? "Name it in the event's @DomainEvent, or declare a class for the events of others."
        : `Mend it, or declare a class for the events of others. The project has ${known.join(", ")}.`,
    ),

  wrongParameters: (
    place: Place,
    {
      view,
      known,
      unknown,
      missing,
    }: {
      readonly view: string;
      readonly known: readonly string[];
      readonly unknown: readonly string[];
      readonly missing: readonly string[];
    },
  ): Diagnostic =>
    error(
      "ESF224",
      place,
      [
        ...unknown.map((name) => `${view} has no parameter ${describe(name)}.`),
        ...missing.map((name) => `${view} is read without its parameter ${describe(name)}.`),
      ].join(" "),
      known.length === 0
        ? `It has none: its selector names no parameter(…).`
        : `It has ${known.join(", ")}, as its selector says.`,
    ),

  asyncHandler: (place: Place): Diagnostic =>
    error(
      "ESF213",
      place,
      "The handler is asynchronous; a fold does not wait for it.",
      "Remove `async` and every await: a handler works on the event and its own state alone.",
    ),

  otherEventType: (place: Place, type: string, className: string, own: string): Diagnostic =>
    warning(
      "ESF214",
      place,
      `The handler takes ${className}, which is "${own}", for the event type "${type}".`,
      `Write @On(${className}), or mend the type.`,
    ),
};
