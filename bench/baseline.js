// Ratios of an earlier run, and what became worse since. Ratios, because times only hold for a machine.
import { readFileSync, writeFileSync } from "node:fs";
import { DECISION, MAIN, ratioOf, REFUSAL, SMALL } from "./ratios.js";
import { cellName } from "./time.js";

const FILE = new URL("baseline.json", import.meta.url);

/** Worse by so much is said; machines that are shared are noisy. */
const NOTEWORTHY = 1.1;
/** Worse by so much fails. */
const FAILING = 1.5;

/** How long "ours" takes, in units of the other variants, by host, engine and cell: less is better. */
function ratiosIn({ timings }) {
  const places = new Map(
    timings.map(({ host, engine }) => [`${engine} in ${host}`, { host, engine }]),
  );
  const ratios = {};
  for (const [place, where] of places) {
    for (const cell of [MAIN, SMALL, DECISION, REFUSAL]) {
      for (const other of ["libraries", "handwritten"]) {
        const ratio = ratioOf(timings, { ...where, ...cell }, ["ours"], [other]);
        if (ratio !== undefined) {
          ratios[`${place}, ${cellName(cell)}: ours / ${other}`] = Number(ratio.toPrecision(4));
        }
      }
    }
  }
  return ratios;
}

/** Keeps what this run has not measured. */
export function updateBaseline(results) {
  const ratios = { ...known(), ...ratiosIn(results) };
  const sorted = Object.fromEntries(Object.entries(ratios).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
  console.error("wrote bench/baseline.json");
}

/** Says what became worse; false when something became much worse. */
export function compareWithBaseline(results) {
  const before = known();
  const now = Object.entries(ratiosIn(results));
  const compared = now.filter(([name]) => before[name] !== undefined);
  const worse = compared
    .map(([name, ratio]) => ({ name, ratio, factor: ratio / before[name] }))
    .filter(({ factor }) => factor > NOTEWORTHY);
  for (const { name, ratio, factor } of worse) {
    const word = factor > FAILING ? "MUCH WORSE" : "WORSE";
    const percent = ((factor - 1) * 100).toFixed(0);
    console.error(
      `${word}: ${name} is ${String(ratio)}, was ${String(before[name])} (+${percent} %)`,
    );
  }
  console.error(
    `${String(compared.length)} ratios compared with the baseline, ${String(worse.length)} worse by more than a tenth; ` +
      `${String(now.length - compared.length)} are not in it`,
  );
  return worse.every(({ factor }) => factor <= FAILING);
}

function known() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return {};
  }
}
