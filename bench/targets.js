// The targets, each with what a run measured of it.
import { DECISION, MAIN, ownShare, ratioOf, SMALL } from "./ratios.js";

/**
 * @returns `{ text, value, met }`; `value` is text, and `met` is `undefined` where the run has not
 *   measured what the target speaks of.
 */
export function targetsOf({ timings, costs }) {
  const jco = (engine, cell) => ({ host: "jco", engine, ...cell });
  const inWasmtime = { host: "wasmtime", engine: "quickjs" };
  const timesFaster = (where, slow, fast = ["ours"]) => ratioOf(timings, where, slow, fast);
  const liftRatio = (variant) =>
    ratioOf(timings, { host: "jco", ...MAIN }, [variant, "starlingmonkey"], [variant, "quickjs"]);
  return [
    ...["quickjs", "starlingmonkey"].flatMap((engine) => {
      const [libraries, byHand] = engine === "quickjs" ? [25, 1] : [20, 0.9];
      const where = jco(engine, MAIN);
      return [
        atLeast(
          `${engine}: ours against the libraries`,
          timesFaster(where, ["libraries"]),
          libraries,
        ),
        atLeast(
          `${engine}: ours against hand-written`,
          timesFaster(where, ["handwritten"]),
          byHand,
        ),
        share(`${engine}: share of this package's own code`, ownShare(timings, where), 0.1),
        atLeast(
          `${engine}: decide, ours against the libraries`,
          timesFaster(jco(engine, DECISION), ["libraries"]),
          2,
        ),
      ];
    }),
    atLeast(
      "Node: ours against the libraries",
      timesFaster({ host: "node", engine: "node", ...MAIN }, ["libraries"]),
      10,
    ),
    // An engine that lifts lazily lifts nothing where nothing is read, so both are told.
    atLeast("lifting, quickjs against starlingmonkey, jco", liftRatio("lift"), 5),
    atLeast("the same with types and data read", liftRatio("read"), 5),
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
    ...["quickjs", "starlingmonkey"].map((engine) =>
      atLeast(
        `${engine} in Wasmtime: decide, ours against the Python SDK`,
        timesFaster({ host: "wasmtime", engine, ...DECISION }, ["python", "peer"]),
        1,
      ),
    ),
    ...sizeTargets(costs),
    seconds("quickjs: one definition builds, warm", buildOf(costs), 0.5),
  ];
}

function sizeTargets(costs) {
  const sizeOf = (variant) =>
    costs.find((cost) => cost.engine === "quickjs" && cost.variant === variant && isView(cost));
  return [
    ["handwritten", "quickjs: component without libraries", 1.3, 0.5],
    ["ours", "quickjs: component with class-validator", 2.6, 0.9],
  ].flatMap(([variant, text, raw, gzipped]) => [
    megabytes(text, sizeOf(variant)?.raw, raw),
    megabytes(`${text}, gzipped`, sizeOf(variant)?.gzipped, gzipped),
  ]);
}

const isView = ({ world }) => world === "state-view";

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
