// The targets, each with what a run measured of it.
import { AS_IT_IS } from "./engines.js";
import { DECISION, MAIN, millisecondsOf, ownShare, ratioOf, REFUSAL, SMALL } from "./ratios.js";

/**
 * @returns `{ text, value, met }`; `value` is text, and `met` is `undefined` where the run has not
 *   measured what the target speaks of.
 */
export function targetsOf({ timings, costs }) {
  const inWasmtime = { host: "wasmtime", engine: "quickjs" };
  const timesFaster = (where, slow, fast = ["ours"]) => ratioOf(timings, where, slow, fast);
  const liftRatio = (host, variant) =>
    ratioOf(timings, { host, ...MAIN }, [variant, AS_IT_IS], [variant, "quickjs"]);
  const measured = ({ value }) => value !== "not measured";
  // The platform runs components in Wasmtime; jco's own share of a call is larger.
  const againstAsItIs = (name, fold, libraries, byHand) => [
    atLeast(
      `${name}: ours against the libraries, componentize-js as it is`,
      timesFaster(fold, ["libraries", AS_IT_IS]),
      libraries,
    ),
    atLeast(
      `${name}: ours against hand-written, componentize-js as it is`,
      timesFaster(fold, ["handwritten", AS_IT_IS]),
      byHand,
    ),
  ];
  const againstOthers = (engine, host) => {
    const [libraries, byHand] = engine === "quickjs" ? [25, 1] : [20, 0.9];
    const name = `${engine} in ${hostName(host)}`;
    const [fold, decision] = [MAIN, DECISION].map((cell) => ({ host, engine, ...cell }));
    return [
      atLeast(`${name}: ours against the libraries`, timesFaster(fold, ["libraries"]), libraries),
      atLeast(`${name}: ours against hand-written`, timesFaster(fold, ["handwritten"]), byHand),
      ...(engine === "starlingmonkey" ? againstAsItIs(name, fold, libraries, byHand) : []),
      share(`${name}: share of this package's own code`, ownShare(timings, fold), 0.1),
      ...(engine === "quickjs"
        ? [
            atLeast(
              `${name}: decide, ours against the libraries`,
              timesFaster(decision, ["libraries"]),
              2,
            ),
          ]
        : []),
    ].filter(measured);
  };
  return [
    ...["quickjs", "starlingmonkey"].flatMap((engine) =>
      ["wasmtime", "jco"].flatMap((host) => againstOthers(engine, host)),
    ),
    atLeast(
      "Node: ours against the libraries",
      timesFaster({ host: "node", engine: "node", ...MAIN }, ["libraries"]),
      10,
    ),
    // An engine that lifts lazily lifts nothing where nothing is read, so both are told.
    ...["wasmtime", "jco"].flatMap((host) => [
      atLeast(
        `lifting, quickjs against componentize-js as it is, ${hostName(host)}`,
        liftRatio(host, "lift"),
        5,
      ),
      atLeast("the same with types and data read", liftRatio(host, "read"), 5),
    ]),
    atLeast(
      "quickjs in Wasmtime, 60-byte payloads: ours against the Python SDK",
      timesFaster({ ...inWasmtime, ...SMALL }, ["python", "peer"]),
      2,
    ),
    atLeast(
      "the same without validation",
      timesFaster({ ...inWasmtime, ...SMALL }, ["python", "peer"], ["unvalidated"]),
      4,
    ),
    atLeast(
      "quickjs in Wasmtime: decide, ours against the Python SDK",
      timesFaster({ ...inWasmtime, ...DECISION }, ["python", "peer"]),
      1,
    ),
    atLeast(
      "quickjs in Wasmtime: a refused command, ours against the Python SDK",
      timesFaster({ ...inWasmtime, ...REFUSAL }, ["python", "peer"]),
      1,
    ),
    share(
      "quickjs in Wasmtime: a refused command, of an accepted one's time",
      refusedShare(timings, inWasmtime),
      0.8,
    ),
    ...sizeTargets(costs),
    seconds("quickjs: one definition builds, warm", buildOf(costs), 0.5),
  ];
}

function refusedShare(timings, where) {
  const [refused, accepted] = [REFUSAL, DECISION].map((cell) =>
    millisecondsOf(timings, { ...where, ...cell, variant: "ours" }),
  );
  return refused === undefined || accepted === undefined ? undefined : refused / accepted;
}

const hostName = (host) => (host === "jco" ? "jco" : "Wasmtime");

function sizeTargets(costs) {
  const largest = (variant, size) => {
    const found = costs.filter((cost) => cost.engine === "quickjs" && cost.variant === variant);
    return found.length === 0 ? undefined : Math.max(...found.map((cost) => cost[size]));
  };
  return [
    ["handwritten", "quickjs: component without libraries", 1.3, 0.5],
    ["ours", "quickjs: component with class-validator", 2.6, 0.9],
  ].flatMap(([variant, text, raw, gzipped]) => [
    megabytes(text, largest(variant, "raw"), raw),
    megabytes(`${text}, gzipped`, largest(variant, "gzipped"), gzipped),
  ]);
}

const buildOf = (costs) =>
  costs.find(
    ({ engine, variant, world }) =>
      engine === "quickjs" && variant === "ours" && world === "state-view",
  )?.buildMilliseconds;

const target = (text, value, shown, met) => ({
  text,
  value: value === undefined ? "not measured" : shown(value),
  met: value === undefined ? undefined : met(value),
});

const atLeast = (text, value, least) =>
  target(
    `${text}: at least ${String(least)} times`,
    value,
    (x) => `${x.toFixed(2)} times`,
    (x) => x >= least,
  );

const share = (text, value, most) =>
  target(
    `${text}: at most ${String(most * 100)} %`,
    value,
    (x) => `${(x * 100).toFixed(0)} %`,
    (x) => x <= most,
  );

const megabytes = (text, value, most) =>
  target(
    `${text}: at most ${String(most)} MB`,
    value,
    (x) => `${(x / 1e6).toFixed(2)} MB`,
    (x) => x <= most * 1e6,
  );

const seconds = (text, value, most) =>
  target(
    `${text}: under ${String(most)} s`,
    value,
    (x) => `${(x / 1_000).toFixed(2)} s`,
    (x) => x < most * 1_000,
  );
