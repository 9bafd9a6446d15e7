import { echoEvent } from "./echo.js";
import { fromExactJson } from "./exactJson.js";
import { givenText, reportEvent } from "./report.js";

const OPENS_HANDLE = ["atRevision", "atEffectiveTimestamp", "speculateWithTransaction", "basis"];

/**
 * Does what the command's body says: `steps` are calls `{ on, call, args }` of handles, where 0 is
 * the decision's own database and each handle that a call opens gets the next number. `events` and
 * `conditions` are returned as they are, followed by a report of all that was given and answered.
 */
export function runScript(db, command, metadata) {
  const text = givenText(command.body);
  const { steps = [], events = [], conditions = [], keep = false } = fromExactJson(text ?? "{}");
  const handles = [db];
  const answers = steps.map((step) => run(step, handles));
  if (!keep) for (const handle of handles.slice(1).reverse()) dispose(handle);
  const { contentType, contentSchema } = command;
  const told = {
    command: { bytes: command.body?.length, contentType, contentSchema },
    metadata: echoMetadata(metadata),
    answers,
  };
  return [[...events, reportEvent(told)], conditions];
}

function run({ on, call, args = [] }, handles) {
  try {
    const value = handles[on][call](...args);
    if (OPENS_HANDLE.includes(call)) return { handle: handles.push(value) - 1 };
    return { value: call === "queryEvents" ? value.map(echoEvent) : value };
  } catch (error) {
    return "payload" in error ? { refused: error.payload } : { thrown: String(error) };
  }
}

/** Engines name the method by the well-known symbol, which not all of them define. */
export function dispose(handle) {
  handle[Symbol.dispose ?? Symbol.for("dispose")]();
}

const echoMetadata = (metadata) => ({
  stateChangeName: metadata.stateChangeName,
  stateChangeVersion: metadata.stateChangeVersion,
  lastSeenRevision: metadata.lastSeenRevision,
  commandReceivedAt: {
    seconds: metadata.commandReceivedAt.seconds,
    nanoseconds: metadata.commandReceivedAt.nanoseconds,
  },
  commandHeaders: metadata.commandHeaders.map(([name, value]) => [name, value]),
});
