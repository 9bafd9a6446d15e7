import { messageOf } from "../domain/index.js";
import type { Definitions } from "../model/definitions.js";
import { currentDefinitions } from "../runtime/index.js";
import { components } from "./components.js";
import { inComponentTime } from "./componentTime.js";
import { foldingTwice, type CheckedLevel } from "./foldTwice.js";
import { inProcess, type InProcessLevel } from "./inProcess.js";
import { levelSetting, type Level, type LevelSetting } from "./level.js";
import { disagree, levelsProblem, type Answer, type Answers } from "./levelsProblem.js";
import { answering } from "./openSpecs.js";
import { noteReached } from "./reachedComponents.js";
import type { SpecDatabase } from "./specServer.js";
import { authorFrame, authorPlace, specFailure } from "./specFailure.js";

/** Runs a specification at a level: what is wrong, or `undefined` when it holds. */
export type Verdict = (level: Level) => string | undefined;

/** As {@link Verdict}, in a database of a server. */
export type RemoteVerdict = (database: SpecDatabase) => Promise<string | undefined>;

/**
 * Judges at the level that is asked for. In process, a failure is thrown at once, so that a promise
 * which nobody awaits hides nothing. With components, the specification also runs in process: what
 * holds at one level only is a defect of this package, or of an outdated build.
 */
export function judge(verdict: Verdict, remoteVerdict: RemoteVerdict): Promise<void> {
  const place = authorPlace();
  const setting = levelSetting();
  const here = inComponentTime(() => guarded(verdict, processLevel()));
  // A specification that is at fault itself says nothing about components.
  if (setting.level === "process" || here?.kind === "fault") {
    if (here !== undefined) throw specFailure(here, place);
    return Promise.resolve();
  }
  if (setting.level === "server") {
    const answer = onServer(setting, remoteVerdict).then((there) =>
      throwProblem({ inProcess: here, components: there, where: "The server" }, setting, place),
    );
    return answering(answer);
  }
  const answer = components(setting.dist).then((level) => {
    noteReached();
    const there = inComponentTime(() => answered(verdict, checkedLevel(level)));
    return throwProblem({ inProcess: here, components: there }, setting, place);
  });
  return answering(answer);
}

/** Of levels that disagree the build is looked at first: it may be older than the sources. */
async function throwProblem(
  answers: Answers,
  { dist }: { readonly dist: string },
  place: Error,
): Promise<void> {
  const stale = disagree(answers) ? await staleIn(dist) : [];
  const problem = levelsProblem({ ...answers, stale });
  if (problem !== undefined) throw specFailure(problem, place);
}

async function staleIn(dist: string): Promise<readonly string[]> {
  // Only here, so that specifications in process need no build.
  const { staleSources } = await import("../host/staleSources.js");
  return staleSources(dist, ".");
}

async function onServer(
  setting: Extract<LevelSetting, { level: "server" }>,
  verdict: RemoteVerdict,
): Promise<Answer | undefined> {
  const { specServer } = await import("./specServer.js");
  const server = await specServer(setting);
  noteReached();
  try {
    const text = await server.inDatabase(verdict);
    return text === undefined ? undefined : { kind: "difference", text };
  } catch (error) {
    return { kind: "fault", text: messageOf(error) };
  }
}

/** What cannot even be stated, such as an expected event that breaks its own rules, does not hold. */
function answered(verdict: Verdict, checked: CheckedLevel): Answer | undefined {
  checked.takeFinding();
  let text: string | undefined;
  try {
    text = verdict(checked.level);
  } catch (error) {
    return { kind: "fault", text: messageOf(error) };
  }
  const finding = checked.takeFinding();
  if (finding !== undefined) return { kind: "fault", text: finding };
  return text === undefined ? undefined : { kind: "difference", text };
}

/** What was stopped fails the specification, whatever became of the error. */
function guarded(verdict: Verdict, level: InProcessLevel): Answer | undefined {
  level.guard.takeFinding();
  const answer = answered(verdict, checkedLevel(level));
  const finding = level.guard.takeFinding();
  if (finding === undefined) return answer;
  const caller = authorFrame(finding) ?? "an unknown place";
  return { kind: "fault", text: `${finding.message}\n  it is called by ${caller}` };
}

let latest: { readonly definitions: Definitions; readonly level: InProcessLevel } | undefined;

function processLevel(): InProcessLevel {
  const definitions = currentDefinitions();
  if (latest?.definitions !== definitions) latest = { definitions, level: inProcess(definitions) };
  return latest.level;
}

const checkedLevels = new WeakMap<Level, CheckedLevel>();

function checkedLevel(level: Level): CheckedLevel {
  const known = checkedLevels.get(level) ?? foldingTwice(level);
  checkedLevels.set(level, known);
  return known;
}
