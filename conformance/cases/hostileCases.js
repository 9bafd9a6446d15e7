import { ok, deepStrictEqual } from "node:assert/strict";
import { DIAGNOSIS_CONTENT_TYPE } from "../../dist/wasm/wit/index.js";
import { reportOf } from "../verdicts.js";
import { healthy } from "./failureCases.js";
import { hostileNames } from "./hostileNames.js";
import { changeRequest, viewRequest } from "./requests.js";

/**
 * Decisions without end or measure: each ends, in an error that says why where the engine can, and
 * the next decision is right. How deep or long an engine lets them go is its own.
 */
export function* hostileDecisions(_random, { traits, whole }) {
  for (const name of hostileNames(traits, { all: whole })) {
    yield {
      label: `hostile: ${name}`,
      args: changeRequest("probe:hostile", name),
      replay: "ends",
      check: ({ answer }) => checkEnd(answer, traits),
    };
    yield healthy(`after ${name}`);
  }
  for (const depth of [500, 100_000]) yield* deep(depth, traits);
  yield {
    label: "hostile: a body of 20 MB",
    args: changeRequest("probe:length", new Uint8Array(20_000_000).fill(0x61)),
    replay: "none",
    check: ({ answer }) => {
      if (answer.tag === "ok") deepStrictEqual(reportOf(answer), { bytes: 20e6, text: 20e6 });
      else checkEnd(answer, traits);
    },
  };
  yield healthy("after a body of 20 MB");
}

function checkEnd({ tag, val }, { explainsMistakes }) {
  if (!explainsMistakes || tag === "ok") return;
  ok(tag === "err" && val.tag === "internal", `ends in ${tag} ${val?.tag ?? ""}`);
  ok(REASON.test(val.val), `${JSON.stringify(val.val.slice(0, 200))} does not say why`);
}

const REASON = /memory|stack|stopped after \d+ steps|too (large|many|deep)|invalid .*length/i;

function* deep(depth, { explainsMistakes }) {
  const label = `hostile: JSON ${depth} deep`;
  yield {
    label,
    args: changeRequest("probe:deep", "[".repeat(depth) + "]".repeat(depth)),
    replay: "ends",
    check: ({ answer }) => {
      if (answer.tag === "ok") deepStrictEqual(reportOf(answer), { depth });
      else checkEnd(answer, { explainsMistakes });
    },
  };
  yield healthy(`after ${label}`);
}

/** The same folds: a trap is all that the world has; asked again for a diagnosis, the engine tells why. */
export function* hostileFolds(_random, { traits }) {
  for (const name of hostileNames(traits, { all: false })) {
    yield {
      label: `hostile: ${name}`,
      args: viewRequest("probe:hostile", { content: name }),
      replay: "ends",
      check: ({ answer }) => ok(["ok", "trap"].includes(answer.tag)),
    };
    if (traits.explainsMistakes) yield diagnosis(name);
    yield {
      label: `healthy after ${name}`,
      args: viewRequest("echo"),
      check: ({ answer }) => deepStrictEqual(reportOf(answer).events, []),
    };
  }
}

function diagnosis(name) {
  const context = { contentType: DIAGNOSIS_CONTENT_TYPE };
  return {
    label: `diagnosis of ${name}`,
    args: viewRequest("probe:hostile", { content: name, context }),
    replay: "ends",
    check: ({ answer }) => {
      const report = reportOf(answer);
      if ("survived" in report) return;
      const { view, at, reason } = report.failure;
      deepStrictEqual({ view, at }, { view: "probe:hostile", at: "request" });
      ok(REASON.test(reason), `${JSON.stringify(reason)} does not say why`);
    },
  };
}
