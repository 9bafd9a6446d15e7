import { deepStrictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Fuzz } from "../fuzz.js";
import { fuzzScript } from "../fuzzScript.js";
import { plain, reportOf } from "../verdicts.js";
import { changeRequest, scriptBody } from "./requests.js";

/**
 * Both ways: commands, metadata and the database's answers into the component; calls, events and
 * conditions out of it. What the host did not ask for or did not get back is a difference.
 */
export function* scriptCases(random, { traits, count }) {
  const fuzz = new Fuzz(random, traits);
  for (let index = 0; index < count; index++) {
    yield scriptCase(`script ${index}`, fuzz, fuzzScript(random, fuzz, traits));
  }
  yield scriptCase("an empty script", fuzz, scriptOf({}));
  yield scriptCase(
    "1,000 events",
    fuzz,
    scriptOf({ events: fuzz.list(1_000, () => fuzz.event(2)) }),
  );
  yield loneSurrogates();
  for (const [label, step] of Object.entries(EXTREME_ARGUMENTS)) {
    yield { ...scriptCase(label, fuzz, oneStep(step)), needs: ["exactArguments"] };
  }
}

const scriptOf = ({ events = [], conditions = [] }) => ({
  body: { events, conditions },
  answers: [],
  calls: [],
  seen: [],
  dropped: [],
});

function scriptCase(label, fuzz, { body, answers, calls, seen, dropped }) {
  const bytes = scriptBody(body);
  const [command, metadata] = [
    { body: bytes, contentType: fuzz.text(), contentSchema: fuzz.maybe(() => fuzz.text()) },
    fuzz.metadata(),
  ];
  const { contentType, contentSchema } = command;
  const told = {
    command: { bytes: bytes.length, contentType, contentSchema },
    metadata,
    answers: seen,
  };
  return {
    label,
    args: [command, metadata],
    answers: inOrder(answers),
    check: (outcome) => {
      deepStrictEqual(plain(outcome.calls), plain(calls));
      deepStrictEqual(reportOf(outcome.answer), plain(told));
      const [events, conditions] = outcome.answer.val;
      deepStrictEqual(plain(events.slice(0, -1)), plain(body.events ?? []));
      deepStrictEqual(plain(conditions), plain(body.conditions ?? []));
      deepStrictEqual(outcome.dropped, dropped);
    },
  };
}

/** Answers in the order of the calls. */
function inOrder(list) {
  let next = 0;
  return () => list[next++];
}

/** WIT's texts hold no lone surrogates; they become U+FFFD, as everywhere in UTF-8. */
function loneSurrogates() {
  const event = {
    id: "\ud800",
    source: "a\udc00b",
    specversion: "\udc00\ud800",
    type: "🦊\ud83e",
    data: { tag: "string", val: "\ud83e🦊" },
    attributes: [["\udfff", { tag: "uri", val: "\ud800" }]],
  };
  const expected = JSON.parse(JSON.stringify(event), (_, part) =>
    typeof part === "string" ? Buffer.from(part).toString() : part,
  );
  return {
    label: "lone surrogates",
    args: changeRequest("script", scriptBody({ events: [event] })),
    check: ({ answer }) => {
      deepStrictEqual(plain(answer.val[0][0]), expected);
    },
  };
}

function oneStep([call, name, args, answer, seen]) {
  return {
    body: { steps: [{ on: 0, call, args }] },
    answers: [answer],
    calls: [{ function: name, handle: 0, args, answer }],
    seen: [seen],
    dropped: seen.handle === undefined ? [] : [seen.handle],
  };
}

const at = (seconds, nanoseconds) => [
  "atEffectiveTimestamp",
  "at-effective-timestamp",
  [{ seconds, nanoseconds }],
  { handle: 1 },
  { handle: 1 },
];

const queried = (query) => [
  "queryEvents",
  "query-events",
  [{ selector: { nodes: [] }, direction: "reverse", ...query }],
  { tag: "ok", val: [] },
  { value: [] },
];

const EXTREME_ARGUMENTS = {
  "an instant before 1970": at(-1n, 0),
  "the first instant": at(-(2n ** 63n), 2 ** 32 - 1),
  "the last instant": at(2n ** 63n - 1n, 2 ** 31),
  "the largest limit": queried({ limit: 2 ** 32 - 1 }),
  "a query from before 1970": queried({
    range: {
      tag: "effective-time",
      val: {
        startAt: { timestamp: { seconds: -5n, nanoseconds: 2 ** 31 }, revision: 2n ** 64n - 1n },
        endAt: { seconds: -1n, nanoseconds: 2 ** 32 - 1 },
      },
    },
  }),
};
