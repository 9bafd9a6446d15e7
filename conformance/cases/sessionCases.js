import { deepStrictEqual, ok } from "node:assert/strict";
import { Fuzz } from "../fuzz.js";
import { reportOf, reports } from "../verdicts.js";
import { changeRequest, viewRequest } from "./requests.js";

/** What is between calls of one instance, and between instances. */
export function* viewSessions(random, { traits }) {
  const fuzz = new Fuzz(random, traits);
  const count = (label, expected, rest) => ({
    label: `${label} counts ${expected}`,
    args: viewRequest("probe:count"),
    check: reports(expected),
    ...rest,
  });
  yield count("a new instance", 1, { fresh: true });
  yield count("the same instance", 2);
  yield count("the same instance", 3);
  yield count("another instance", 1, { fresh: true });

  const events = Array.from({ length: 20 }, () => fuzz.event());
  const args = [fuzz.view(), events];
  let first;
  for (const [label, fresh] of [
    ["first", true],
    ["again", false],
    ["in another instance", true],
  ]) {
    yield {
      label: `the same bytes ${label}`,
      args,
      fresh,
      check: ({ answer }) => {
        first ??= answer.val;
        deepStrictEqual(answer.val, first);
      },
    };
  }

  const keep = { label: "arguments kept", args: viewRequest("probe:keep", { events }) };
  yield { ...keep, check: reports("kept") };
  yield {
    label: "kept events used",
    needs: ["refusesKeptEvents"],
    args: viewRequest("probe:kept"),
    check: ({ answer }) => {
      const { data, attributes } = reportOf(answer);
      deepStrictEqual([data, attributes], [{ thrown: true }, { thrown: true }]);
    },
  };
  yield {
    label: "kept arguments used",
    needs: ["refusesKept"],
    args: viewRequest("probe:kept"),
    check: ({ answer }) => {
      const { copy, ...parts } = reportOf(answer);
      deepStrictEqual(copy, { value: events[1].id });
      // What was lifted in its own call may be kept; nothing may be read from memory that was freed.
      const given = {
        id: events[0].id,
        "id that was read": events[1].id,
        context: "probe:keep",
      };
      for (const [name, part] of Object.entries(parts)) {
        ok(
          part.thrown === true || part.value === given[name],
          `${name} is ${JSON.stringify(part)}`,
        );
      }
      deepStrictEqual(parts.data, { thrown: true });
    },
  };
  if (traits.tellsCallTime) {
    const databaseRevisionTimestamp = { seconds: 1_700_000_009n, nanoseconds: 250_999_999 };
    const context = { databaseRevisionTimestamp };
    yield {
      label: "the clock of a view",
      args: viewRequest("probe:now", { context }),
      check: reports([1_700_000_009_250, "2023-11-14T22:13:29.250Z", 0]),
    };
  }
}

export function* changeSessions(_random, { traits }) {
  if (!traits.tellsCallTime) return;
  for (const [seconds, nanoseconds, text] of [
    [1_700_000_009n, 250_999_999, "2023-11-14T22:13:29.250Z"],
    [0n, 0, "1970-01-01T00:00:00.000Z"],
    [-1n, 1_000_000, "1969-12-31T23:59:59.001Z"],
  ]) {
    const commandReceivedAt = { seconds, nanoseconds };
    yield {
      label: `the clock of a decision at ${text}`,
      args: changeRequest("probe:now", undefined, { commandReceivedAt }),
      check: reports([Date.parse(text), text]),
    };
  }
}
