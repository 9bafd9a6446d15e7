import { deepStrictEqual, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { exactJson } from "./exactJson.js";

/** The value as the probes tell of it: absent members left out, integers and bytes as JSON. */
export const plain = (value) => (value === undefined ? undefined : JSON.parse(exactJson(value)));

/** What a probe wrote into the content that it returned, or into the last of its events. */
export function reportOf({ tag, val }) {
  ok(tag === "ok", `the component answered ${exactJson({ tag, val })?.slice(0, 300)}`);
  const bytes = val instanceof Uint8Array ? val : val[0].at(-1).data.val;
  return JSON.parse(Buffer.from(bytes).toString("utf8"));
}

/** Checks for the probe's report. */
export const reports = (expected) => (outcome) => {
  deepStrictEqual(reportOf(outcome.answer), plain(expected));
};

/** Checks for the answer itself. */
export const answers = (expected) => (outcome) => {
  deepStrictEqual(plain(outcome.answer), plain(expected));
};

export const traps = answers({ tag: "trap" });

/** An `internal` error whose text matches. */
export const explains = (pattern) => (outcome) => {
  const { tag, val } = outcome.answer;
  ok(
    tag === "err" && val.tag === "internal",
    `no internal error, but ${exactJson(outcome.answer)?.slice(0, 300)}`,
  );
  ok(pattern.test(val.val), `${JSON.stringify(val.val.slice(0, 500))} does not match ${pattern}`);
};
