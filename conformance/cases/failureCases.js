import { deepStrictEqual, ok } from "node:assert/strict";
import { FAILURES } from "../probes/failing.js";
import { RETURNS } from "../probes/returns.js";
import { answers, explains, reportOf, traps } from "../verdicts.js";
import { changeRequest, viewRequest } from "./requests.js";

const error = (tag, val) => answers({ tag: "err", val: { tag, val } });
const bytes = (...list) => answers({ tag: "ok", val: Uint8Array.from(list) });
const none = answers({ tag: "ok" });

/** Errors of the world, given as they are. */
const REFUSALS = {
  validation: error("validation", "ä 🦊\0"),
  conflict: error("conflict", ""),
  "not-found": error("not-found", "nothing"),
  unauthorized: error("unauthorized", "who?"),
  internal: error("internal", "long ".repeat(10_000)),
  "rejected with a tag": error("conflict", "later"),
  "error with a tag": error("conflict", "v"),
};

/** What the text of an `internal` error must say. */
const EXPLANATIONS = {
  error: /an error[^]*fail/,
  "type error": /TypeError: a type error/,
  "own class": /OwnError: own/,
  string: /a string/,
  "rejected promise": /rejected/,
};

/** Nothing that a handler throws or returns may make another call wrong. */
export function* changeFailures(_random, { traits }) {
  const mistake = (pattern) => (traits.explainsMistakes ? explains(pattern) : traps);
  for (const kind of Object.keys(FAILURES)) {
    yield {
      label: `throws: ${kind}`,
      args: changeRequest("probe:fail", kind),
      check: REFUSALS[kind] ?? mistake(EXPLANATIONS[kind] ?? /./),
    };
    yield healthy(`after: ${kind}`);
  }
  for (const kind of Object.keys(RETURNS)) {
    yield {
      label: `returns: ${kind}`,
      args: changeRequest("probe:return", kind),
      // What an engine makes of an answer that it misreads may be another thing each time.
      replay: traits.explainsMistakes || kind in RETURNED ? "exact" : "ends",
      check: returnCheck(kind, traits, mistake(/./)),
    };
    yield healthy(`after: ${kind}`);
  }
}

const event = (parts) => ({
  id: "i",
  source: "s",
  specversion: "1.0",
  type: "t",
  attributes: [],
  ...parts,
});
const min = (revision, nodes) => ({ tag: "min", val: { selector: { nodes }, revision } });
const decided = (events, conditions = []) => answers({ tag: "ok", val: [events, conditions] });

const RETURNED = {
  nothing: decided([]),
  "promise of nothing": decided([]),
  "extra members": decided([event()]),
  "null for absent": decided([event()]),
  "undefined subject": decided([], [min(5n, [{ tag: "equals", val: { tag: "subject" } }])]),
  "class with getters": decided([
    event({
      id: "got",
      data: { tag: "string", val: "data" },
      attributes: [["a", { tag: "boolean", val: true }]],
    }),
  ]),
  "part of a buffer": decided([event({ data: { tag: "binary", val: Uint8Array.of(2, 3) } })]),
};

function returnCheck(kind, { explainsMistakes }, mistake) {
  if (RETURNED[kind] !== undefined) return RETURNED[kind];
  // An engine that explains nothing lets some of it pass, as if something else had been returned.
  return explainsMistakes ? mistake : passesOrTraps;
}

const passesOrTraps = ({ answer }) => ok(["ok", "trap"].includes(answer.tag));

/** A view has no way to refuse: whatever is thrown traps, and the next call finds a new instance. */
export function* viewFailures() {
  for (const kind of Object.keys(FAILURES)) {
    yield {
      label: `throws: ${kind}`,
      args: viewRequest("probe:fail", { content: kind }),
      check: traps,
    };
  }
  for (const [kind, check] of Object.entries(CONTENTS)) {
    yield {
      label: `returns: ${kind}`,
      args: viewRequest("probe:return", { content: kind }),
      check,
    };
  }
  yield {
    label: "after all failures",
    args: viewRequest("echo"),
    check: ({ answer }) => deepStrictEqual(reportOf(answer).events, []),
  };
}

const CONTENTS = {
  bytes: bytes(1, 2, 3, 4),
  none,
  null: none,
  "no bytes": bytes(),
  "part of a buffer": bytes(2, 3),
  "promise of bytes": bytes(1, 2, 3, 4),
  "one megabyte": ({ answer }) => {
    deepStrictEqual(answer, { tag: "ok", val: new Uint8Array(1_000_000).fill(7) });
  },
  string: passesOrTraps,
  number: traps,
  object: traps,
  boolean: traps,
};

/** A decision that must be right, whatever was before. */
export function healthy(label) {
  return {
    label: `healthy ${label}`,
    args: changeRequest("script", '{"steps":[{"on":0,"call":"name"}]}'),
    answers: () => "bank",
    check: ({ answer }) => deepStrictEqual(reportOf(answer).answers, [{ value: "bank" }]),
  };
}
