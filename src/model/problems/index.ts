import { CommandProblem } from "./commandProblems.js";
import { ComponentProblem } from "./componentProblems.js";
import { NameProblem } from "./nameProblems.js";
import { PayloadProblem } from "./payloadProblems.js";
import { ProjectProblem } from "./projectProblems.js";
import { StateViewProblem } from "./stateViewProblems.js";

export type { Place } from "./problem.js";

/** One factory for each situation; each names what was found and what to write instead. */
export const Problem = {
  ...ProjectProblem,
  ...NameProblem,
  ...StateViewProblem,
  ...CommandProblem,
  ...PayloadProblem,
  ...ComponentProblem,
};
