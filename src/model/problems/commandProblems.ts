import type { Diagnostic } from "../diagnostic.js";
import { at, error, warning, type Place } from "./problem.js";

/** Diagnostics of mistakes in commands and their decisions. */
export const CommandProblem = {
  noDecision: (place: Place): Diagnostic =>
    error(
      "ESF301",
      place,
      "The command has no decision.",
      `Add a method with @Decide() to it, or one with @Decide(${place.className ?? "Class"}) elsewhere.`,
    ),

  twoDecisions: (place: Place, first: Place): Diagnostic =>
    error(
      "ESF302",
      place,
      `The command already has the decision ${at(first)}.`,
      "Keep one of them.",
    ),

  decisionWithoutCommand: (place: Place, cause: string): Diagnostic =>
    error(
      "ESF303",
      place,
      cause,
      `Add @Command("name") to the class, or say whose decision it is: @Decide(CommandClass).`,
    ),

  asyncDecision: (place: Place): Diagnostic =>
    error(
      "ESF304",
      place,
      "The decision is asynchronous; it returns a promise.",
      "Remove `async` and every await: the database answers at once.",
    ),

  eventOfOthers: (place: Place, event: string): Diagnostic =>
    error(
      "ESF227",
      place,
      `An event is made of ${event}, which is no domain event, so that this fails each time.`,
      `Add @DomainEvent("type", { stream: "…" }) to ${event}.`,
    ),

  noViewRead: (place: Place, view: string): Diagnostic =>
    error(
      "ESF228",
      place,
      `A view is read by ${view}, which is no state view, so that this fails each time.`,
      `Add @StateView("name") to ${view}, or name a class that has it.`,
    ),

  viewByName: (place: Place): Diagnostic =>
    warning(
      "ESF305",
      place,
      "A view is read by name, so its selector is not known and no append condition is derived from this read.",
      `Read it by its class, or return { events, conditions } with a condition for what it selects, and write @Decide({ consistency: "explicit" }).`,
    ),
};
