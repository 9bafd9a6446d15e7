import type { Diagnostic } from "../diagnostic.js";
import { at, error, sentence, type Place } from "./problem.js";

/** Diagnostics of names that are invalid or used twice. */
export const NameProblem = {
  invalidName: (place: Place, cause: string): Diagnostic =>
    error("ESF101", place, sentence(cause), "Choose a name that the platform accepts."),

  duplicateName: (place: Place, kind: string, name: string, first: Place): Diagnostic =>
    error(
      "ESF102",
      place,
      `The ${kind} name "${name}" already belongs to ${at(first)}.`,
      "Give one of them another name.",
    ),

  unknownOption: (
    place: Place,
    decorator: string,
    option: string,
    options: readonly string[],
  ): Diagnostic =>
    error(
      "ESF104",
      place,
      `@${decorator} has no option "${option}", so it has no effect.`,
      `Remove it, or name one that exists: ${options.join(", ")}.`,
    ),

  invalidOption: (
    place: Place,
    decorator: string,
    option: string,
    expected: string,
    given: string,
  ): Diagnostic =>
    error(
      "ESF105",
      place,
      `The option ${option} of @${decorator} is ${given}.`,
      `Give it ${expected}, or leave it out.`,
    ),

  optionsAreNone: (place: Place, decorator: string, given: string): Diagnostic =>
    error(
      "ESF105",
      place,
      `The options of @${decorator} are ${given}.`,
      "Give an object, or leave them out.",
    ),

  eventTypeClaimedTwice: (place: Place, type: string, first: Place): Diagnostic =>
    error(
      "ESF103",
      place,
      `The event type "${type}" is already claimed by ${at(first)}.`,
      "Keep one class for each event type, or give this one another type.",
    ),
};
