import type { Diagnostic } from "../diagnostic.js";
import { error, warning, type Place } from "./problem.js";

/** Diagnostics of code that cannot run, or runs otherwise, inside a component. */
export const ComponentProblem = {
  unavailable: (place: Place, what: string, remedy: string): Diagnostic =>
    error("ESF501", place, `${what} does not exist inside a component.`, remedy),

  unavailableInEngine: (
    place: Place,
    what: string,
    remedy: string,
    { engine, elsewhere }: { readonly engine: string; readonly elsewhere: string },
  ): Diagnostic =>
    error(
      "ESF501",
      place,
      `${what} does not exist inside a component of the engine ${engine}.`,
      `${remedy} Or build with --engine ${elsewhere}, which has it.`,
    ),

  withoutLocale: (place: Place, what: string): Diagnostic =>
    warning(
      "ESF501",
      place,
      `${what} knows no locales inside a component, so it answers otherwise than in Node.`,
      "Format text where it is shown, and compare with < and >.",
    ),

  nondeterministic: (place: Place, what: string, remedy: string): Diagnostic =>
    error("ESF502", place, `${what} gives another answer at another time or place.`, remedy),

  atLoadTime: (place: Place, what: string, remedy: string): Diagnostic =>
    error(
      "ESF503",
      place,
      `${what} is called while the module loads, which happens when the component is built.`,
      remedy,
    ),
};
