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

  eventTypeClaimedTwice: (place: Place, type: string, first: Place): Diagnostic =>
    error(
      "ESF103",
      place,
      `The event type "${type}" is already claimed by ${at(first)}.`,
      "Keep one class for each event type, or give this one another type.",
    ),
};
