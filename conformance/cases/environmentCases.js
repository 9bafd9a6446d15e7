import { deepStrictEqual, ok } from "node:assert/strict";
import { describeEnvironment } from "../probes/environment/index.js";
import { EXPECTED_EVERYWHERE, EXPECTED_OF } from "../environmentDifferences.js";
import { reportOf } from "../verdicts.js";
import { changeRequest, viewRequest } from "./requests.js";

/** Node's answers are expected, unless the list says that an engine's are others. */
export function* viewEnvironment(_random, { engine }) {
  yield {
    label: "the environment",
    args: viewRequest("probe:environment"),
    check: ({ answer }) => checkEnvironment(reportOf(answer), engine),
  };
}

export function* changeEnvironment(_random, { engine }) {
  yield {
    label: "the environment",
    args: changeRequest("probe:environment"),
    check: ({ answer }) => checkEnvironment(reportOf(answer), engine),
  };
}

function checkEnvironment(actual, engine) {
  const expected = {
    ...describeEnvironment(),
    ...EXPECTED_EVERYWHERE,
    ...EXPECTED_OF[engine],
  };
  const names = Object.keys({ ...expected, ...actual });
  const different = names
    .map((name) => [name, JSON.stringify(actual[name]), JSON.stringify(expected[name])])
    .filter(([, is, should]) => is !== should)
    .map(([name, is, should]) => `${name}\n  is        ${is}\n  should be ${should}`);
  ok(different.length === 0, different.join("\n"));
}

/** With randomness, nothing repeats; only what must hold of it can be said. */
export function* randomnessCases(random) {
  const seen = new Set();
  for (let index = 0; index < 6; index++) {
    yield {
      label: `randomness ${index}`,
      args: changeRequest("random"),
      fresh: random.chance(0.5),
      replay: "kind",
      check: ({ answer }) => checkRandomness(reportOf(answer), seen),
    };
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function checkRandomness({ uuids, numbers, bytes, words, ...rest }, seen) {
  deepStrictEqual(rest, {
    same: true,
    empty: 0,
    tooMany: "QuotaExceededError",
    floats: "TypeMismatchError",
  });
  const drawn = [...uuids, ...numbers, bytes.base64, words.join()];
  deepStrictEqual(
    uuids.map((uuid) => UUID.test(uuid)),
    [true, true],
  );
  deepStrictEqual(
    numbers.filter((number) => number < 0 || number >= 1),
    [],
  );
  deepStrictEqual(
    drawn.filter((one) => seen.has(one)),
    [],
  );
  deepStrictEqual(new Set(drawn).size, drawn.length);
  for (const one of drawn) seen.add(one);
}
