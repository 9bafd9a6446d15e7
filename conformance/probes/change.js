/**
 * The probes of the world `state-change`; the name in the metadata says which, and any other name
 * runs the script in the command's body.
 */
import { describeEnvironment } from "./environment/index.js";
import { FAILURES } from "./failing.js";
import { HANDLES } from "./handles.js";
import { HOSTILE } from "./hostile/index.js";
import { givenText, reportEvent } from "./report.js";
import { RETURNS } from "./returns.js";
import { runScript } from "./script.js";
import { threeDeep, Thrower } from "./stack.js";

const body = (command) => givenText(command.body);
const report = (value) => [[reportEvent(value)], []];

const PROBES = {
  "probe:fail": (_, command) => FAILURES[body(command)](),
  "probe:return": (_, command) => RETURNS[body(command)](),
  "probe:stack": () => report({ stack: threeDeep() }),
  "probe:uncaught": () => new Thrower().explode(),
  "probe:now": () => report([Date.now(), new Date().toISOString()]),
  "probe:environment": () => report(describeEnvironment()),
  "probe:hostile": (_, command) => report({ survived: HOSTILE[body(command)](command) }),
  "probe:deep": (_, command) => report({ depth: depthOf(JSON.parse(body(command))) }),
  "probe:length": (_, command) =>
    report({ bytes: command.body.length, text: body(command).length }),
  "probe:handles": (db, command) => report(HANDLES[body(command)](db)),
};

export function decide(db, command, metadata) {
  const { stateChangeName } = metadata;
  return Object.hasOwn(PROBES, stateChangeName)
    ? PROBES[stateChangeName](db, command, metadata)
    : runScript(db, command, metadata);
}

/** How many arrays stand in each other. */
function depthOf(value) {
  let depth = 0;
  for (let level = value; Array.isArray(level); level = level[0]) depth++;
  return depth;
}
