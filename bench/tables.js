// The tables of a run, as rows of text.
import { cellsOf, MAIN, microsecondsEach, millisecondsOf, ratioOf, sharesOf } from "./ratios.js";
import { targetsOf } from "./targets.js";
import { cellName } from "./time.js";

const COMPARED = ["libraries", "handwritten", "ours", "unvalidated"];

/** Every table of a run: `{ title, head, rows }`, rows of text. */
export function tablesOf(results) {
  return [
    targetsTable(results),
    ...["node", "jco", "wasmtime"].flatMap((host) => timesTables(results, host)),
    sharesTable(results),
    costsTable(results),
  ].filter(({ rows }) => rows.length > 0);
}

function targetsTable(results) {
  const words = new Map([
    [true, "met"],
    [false, "NOT met"],
    [undefined, "-"],
  ]);
  return {
    title: "Targets",
    head: ["target", "measured", ""],
    rows: targetsOf(results).map(({ text, value, met }) => [text, value, words.get(met)]),
  };
}

/** One table a host and engine: microseconds an event or a decision, and ratios. */
function timesTables({ timings }, host) {
  const engines = [
    ...new Set(timings.filter((row) => row.host === host).map(({ engine }) => engine)),
  ];
  return engines
    .filter((engine) => engine !== "peer")
    .map((engine) => {
      const peers = ["python", "rust"].filter((variant) =>
        timings.some((row) => row.host === host && row.variant === variant),
      );
      return {
        title: `${engine === "node" ? "Plain Node" : `${engine} in ${host}`}: microseconds an event, or a decision`,
        head: ["", ...COMPARED, ...peers, "libraries / ours", "hand-written / ours"],
        rows: cellsOf(timings, host).map((cell) =>
          timesRow(timings, { host, engine }, cell, peers),
        ),
      };
    });
}

function timesRow(timings, where, cell, peers) {
  const each = (wanted) => {
    const milliseconds = millisecondsOf(timings, { ...cell, ...wanted });
    return milliseconds === undefined ? "" : threeDigits(microsecondsEach(milliseconds, cell));
  };
  const ratio = (variant) => {
    const value = ratioOf(timings, { ...where, ...cell }, [variant], ["ours"]);
    return value === undefined ? "" : value.toFixed(2);
  };
  return [
    cellName(cell),
    ...COMPARED.map((variant) => each({ ...where, variant })),
    ...peers.map((variant) => each({ host: where.host, engine: "peer", variant })),
    ratio("libraries"),
    ratio("handwritten"),
  ];
}

function sharesTable({ timings }) {
  const rows = ["quickjs", "starlingmonkey"].flatMap((engine) => {
    const shares = sharesOf(timings, { host: "jco", engine, ...MAIN });
    if (shares === undefined) return [];
    const { lifting, json, codecAndHandlers, own } = shares;
    return [[engine, ...[lifting, json, codecAndHandlers, own].map(percent)]];
  });
  return {
    title: `Where the time of "ours" goes: ${cellName(MAIN)}, jco`,
    head: ["engine", "lifting", "JSON", "codec and handlers", "this package otherwise"],
    rows,
  };
}

function costsTable({ costs }) {
  return {
    title: "Sizes and starts (jco: transpiled already, in a fresh process)",
    head: [
      "component",
      "size",
      "gzipped",
      "build",
      "jco: load",
      "instantiate",
      "first call",
      "Wasmtime: compile",
      "instantiate",
    ],
    rows: costs.map(
      ({ engine, variant, world, raw, gzipped, buildMilliseconds, jco, wasmtime }) => [
        `${engine} ${variant}, ${world}`,
        megabytes(raw),
        megabytes(gzipped),
        milliseconds(buildMilliseconds),
        milliseconds(jco?.loadMilliseconds),
        milliseconds(jco?.instantiateMilliseconds),
        milliseconds(jco?.firstCallMilliseconds),
        milliseconds(wasmtime?.compileMilliseconds),
        milliseconds(wasmtime?.instantiateMilliseconds),
      ],
    ),
  };
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const milliseconds = (value) => (value === undefined ? "" : `${threeDigits(value)} ms`);
const percent = (share) => `${(share * 100).toFixed(0)} %`;

/** As many digits as a median is worth. */
function threeDigits(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toPrecision(3).replace(/\.0+$/, "");
}
