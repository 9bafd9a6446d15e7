import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem, type Place } from "../../model/problems/index.js";
import type { EngineName } from "../../artifact/index.js";
import { STAND_INS, STOPS_THE_BUILD, type EngineEnvironment } from "./environments.js";
import type { Use } from "./use.js";

/** What a bundle becomes: the world of the component. */
export type DefinitionKind = "state-view" | "state-change";

/** What is wrong with a use, in the author's own code; `undefined` if nothing is. */
export function useProblem(
  place: Place,
  use: Use,
  kind: DefinitionKind,
  engine: EngineName,
): Diagnostic | undefined {
  switch (use.kind) {
    case "supplied":
      return undefined;
    case "lacking":
      return use.calledAtLoad && STOPS_THE_BUILD.has(use.what)
        ? Problem.atLoadTime(place, `${use.what}()`, `Remove it. ${use.remedy}`)
        : lacking(place, use, engine);
    case "module":
    case "syntax":
      return lacking(place, use, engine);
    case "locale":
      return Problem.withoutLocale(place, use.what);
    case "garbage":
      return kind === "state-view"
        ? Problem.nondeterministic(place, use.what, "Keep the object itself, or use a WeakMap.")
        : undefined;
    case "clock":
      return use.calledAtLoad
        ? Problem.atLoadTime(place, use.what, CLOCK[kind])
        : Problem.nondeterministic(place, use.what, CLOCK[kind]);
    case "randomness":
      if (use.calledAtLoad) return Problem.atLoadTime(place, use.what, RANDOMNESS[kind]);
      return kind === "state-view"
        ? Problem.nondeterministic(place, use.what, RANDOMNESS[kind])
        : undefined;
  }
}

/** The same in code of a dependency, which its author cannot mend and which may never be called. */
export function dependencyProblem(
  problem: Diagnostic,
  use: Use,
  environment: EngineEnvironment,
): Diagnostic {
  if (use.kind === "syntax" || alwaysFails(use, environment)) {
    return { ...problem, remedy: "Use another version of the dependency, or another one." };
  }
  return {
    ...problem,
    severity: "warning",
    remedy: "Make sure that this part of the dependency is never called, or use another one.",
  };
}

/** Whether no component can be built, whatever of the dependency is called later. */
function alwaysFails(use: Use, { isThere }: EngineEnvironment): boolean {
  if (!use.isCertain || STAND_INS.has(use.what)) return false;
  if (use.kind === "module") return true;
  return (
    use.kind === "lacking" &&
    use.isGlobal === true &&
    (!isThere(use.what) || (use.calledAtLoad && STOPS_THE_BUILD.has(use.what)))
  );
}

function lacking(place: Place, use: Use, engine: EngineName): Diagnostic {
  const { what, remedy, elsewhere, doubtful } = use;
  const problem =
    elsewhere === undefined
      ? Problem.unavailable(place, what, remedy)
      : Problem.unavailableInEngine(place, what, remedy, { engine, elsewhere });
  return doubtful === true ? { ...problem, severity: "warning" } : problem;
}

const CLOCK: Readonly<Record<DefinitionKind, string>> = {
  "state-view": "Use the event's own time: effectiveTime(event) or recordedTime(event).",
  "state-change": "Use metadata.commandReceivedAt.",
};

const RANDOMNESS: Readonly<Record<DefinitionKind, string>> = {
  "state-view": "Use what the event carries, for example event.id.",
  "state-change": "Draw it within the decision.",
};
