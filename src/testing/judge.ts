import { messageOf } from "../domain/index.js";
import type { Definitions } from "../model/definitions.js";
import { currentDefinitions } from "../runtime/index.js";
import { components } from "./components.js";
import { inProcess, type InProcessLevel } from "./inProcess.js";
import { levelSetting, type Level } from "./level.js";
import { levelsProblem } from "./levelsProblem.js";
import { authorFrame, authorPlace, specFailure } from "./specFailure.js";

/** Runs a specification at a level: what is wrong, or `undefined` when it holds. */
export type Verdict = (level: Level) => string | undefined;

/**
 * Judges at the level that is asked for. In process, a failure is thrown at once, so that a promise
 * which nobody awaits hides nothing. With components, the specification also runs in process: what
 * holds at one level only is a defect of this package, or of an outdated build.
 */
export function judge(verdict: Verdict): Promise<void> {
  const place = authorPlace();
  const setting = levelSetting();
  const here = guarded(stated(verdict), processLevel());
  if (setting.level === "process") {
    if (here !== undefined) throw specFailure(here, place);
    return Promise.resolve();
  }
  return components(setting.dist).then((level) => {
    const problem = levelsProblem({ inProcess: here, components: stated(verdict)(level) });
    if (problem !== undefined) throw specFailure(problem, place);
  });
}

/** What cannot even be stated, such as an expected event that breaks its own rules, does not hold. */
function stated(verdict: Verdict): Verdict {
  return (level) => {
    try {
      return verdict(level);
    } catch (error) {
      return messageOf(error);
    }
  };
}

/** What was stopped fails the specification, whatever became of the error. */
function guarded(verdict: Verdict, level: InProcessLevel): string | undefined {
  level.begin();
  const problem = verdict(level);
  const finding = level.guard.takeFinding();
  return finding === undefined
    ? problem
    : `${finding.message}\n  it is called by ${authorFrame(finding) ?? "an unknown place"}`;
}

let latest: { readonly definitions: Definitions; readonly level: InProcessLevel } | undefined;

function processLevel(): InProcessLevel {
  const definitions = currentDefinitions();
  if (latest?.definitions !== definitions) latest = { definitions, level: inProcess(definitions) };
  return latest.level;
}
