import { changeEnvironment, randomnessCases, viewEnvironment } from "./cases/environmentCases.js";
import { echoCases } from "./cases/echoCases.js";
import { changeFailures, viewFailures } from "./cases/failureCases.js";
import { handleCases } from "./cases/handleCases.js";
import { hostileDecisions, hostileFolds } from "./cases/hostileCases.js";
import { jsonCases } from "./cases/jsonCases.js";
import { scriptCases } from "./cases/scriptCases.js";
import { changeSessions, viewSessions } from "./cases/sessionCases.js";
import { changeStacks, viewStacks } from "./cases/stackCases.js";

/**
 * What is asked of each probe. A suite makes cases `{ label, args, check }`, and may say more of one:
 * `answers` gives the database's answers, `needs` names traits of engines, `fresh` asks a new instance,
 * and `replay` says what Wasmtime must answer: the same (default), the same `"kind"`, anything that
 * `"ends"`, or that it is not asked (`"none"`).
 */
export const SUITES = {
  view: {
    echo: echoCases,
    environment: viewEnvironment,
    json: jsonCases,
    stacks: viewStacks,
    sessions: viewSessions,
    failures: viewFailures,
    hostile: hostileFolds,
  },
  change: {
    scripts: scriptCases,
    environment: changeEnvironment,
    stacks: changeStacks,
    sessions: changeSessions,
    failures: changeFailures,
    handles: handleCases,
    hostile: hostileDecisions,
  },
  changeRandom: { randomness: randomnessCases },
};

/** How many random cases a suite makes: in a whole run, and in the tests. */
export const COUNTS = { whole: 300, fast: 60 };
