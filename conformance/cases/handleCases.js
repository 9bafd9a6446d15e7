import { deepStrictEqual, ok } from "node:assert/strict";
import { reportOf } from "../verdicts.js";
import { changeRequest } from "./requests.js";

/** Handles of the database: none lives longer than it may, and none is lost. */
export function* handleCases(_random, { traits }) {
  const ask = (name, check, rest = {}) => ({
    label: `handles: ${name}`,
    args: changeRequest("probe:handles", name),
    answers: revisions(),
    check: (outcome) => check(reportOf(outcome.answer), outcome),
    ...rest,
  });
  const refused = { thrown: true };

  yield ask("keep", (report) => deepStrictEqual(report, "bank"), { fresh: true });
  const kept = ({ borrowed, owned }) => {
    deepStrictEqual(borrowed, refused);
    // An owned handle may outlive the call; an engine may also end it.
    ok(owned.thrown === true || owned.value === "bank");
  };
  // Where the engine does not refuse, using the borrowed handle is a mistake that ends the instance.
  yield ask("use kept", kept, { needs: ["refusesKept"] });
  yield ask(
    "dispose twice",
    ({ used }, { dropped }) => {
      deepStrictEqual(used, refused);
      deepStrictEqual(dropped, [1]);
    },
    { needs: ["refusesKept"], fresh: true },
  );
  for (const name of ["many", "many at once"]) {
    yield ask(name, (report, { dropped }) => {
      deepStrictEqual(report, 5_000);
      deepStrictEqual(dropped.length, 5_000);
      deepStrictEqual(new Set(dropped).size, 5_000);
    });
  }
  yield ask(
    "method of another",
    (report) => {
      deepStrictEqual(report, { revision: { integer: "7" }, thrown: [refused, refused, refused] });
    },
    { needs: ["refusesKept"] },
  );
  yield {
    label: "handles: garbage is given back",
    needs: ["dropsHandles"],
    args: changeRequest("script", KEEP_TWO),
    answers: revisions(),
    check: ({ dropped }) => deepStrictEqual(dropped.toSorted(), [1, 2]),
  };
  if (traits.refusesKept) yield* repeated(ask);
}

const KEEP_TWO = JSON.stringify({
  keep: true,
  steps: [1, 2].map((revision) => ({
    on: 0,
    call: "atRevision",
    args: [{ integer: String(revision) }],
  })),
});

/** Long-lived instances keep nothing of handles that were given back. */
function* repeated(ask) {
  for (let round = 0; round < 2; round++) {
    yield ask("many", (report) => deepStrictEqual(report, 5_000), {
      label: `handles: many, round ${round}`,
      replay: "none",
    });
  }
}

/** A database whose revisions are those that were asked for. */
function revisions() {
  const opened = [0n];
  return ({ function: name, handle, args }) => {
    if (name === "name") return "bank";
    if (name === "revision") return opened[handle];
    return { tag: "ok", val: { handle: opened.push(args[0]) - 1 } };
  };
}
