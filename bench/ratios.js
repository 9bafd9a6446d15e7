// What a run's timings say of each other. Ratios stand within a run; seconds only for a machine.
import { median } from "./measure.js";
import { cellName } from "./time.js";

/** The cell that the targets speak of. */
export const MAIN = { world: "state-view", payload: 200, data: "string", batch: 1_000 };
export const SMALL = { ...MAIN, payload: 60 };
export const DECISION = { world: "state-change", refused: undefined };
export const REFUSAL = { world: "state-change", refused: true };

/** The samples of a variant in a cell; `undefined` where it was not measured. */
const samplesOf = (timings, wanted) =>
  timings.find((timing) => Object.entries(wanted).every(([name, value]) => timing[name] === value))
    ?.samples;

/** Milliseconds of a call by host, engine, variant and cell; `undefined` where it was not measured. */
export function millisecondsOf(timings, wanted) {
  const samples = samplesOf(timings, wanted);
  return samples && median(samples);
}

/**
 * How many times as long as the second takes the first, each `[variant, engine]`: the median over the
 * rounds, in each of which both were measured within moments.
 */
export function ratioOf(timings, where, first, second) {
  const of = ([variant, engine = where.engine]) =>
    samplesOf(timings, { ...where, variant, engine });
  const [slow, fast] = [of(first), of(second)];
  const rounds = Math.min(slow?.length ?? 0, fast?.length ?? 0);
  if (rounds === 0) return undefined;
  return median(slow.slice(0, rounds).map((value, round) => value / fast[round]));
}

/**
 * The share of the fold that is neither lifting, JSON, codec nor handler. A fold that is faster than
 * its parts written out by hand has none.
 */
export function ownShare(timings, where) {
  const ratio = ratioOf(timings, where, ["codec"], ["ours"]);
  return ratio === undefined ? undefined : Math.max(0, 1 - ratio);
}

/** Parts of the fold of "ours", each as a share of it. */
export function sharesOf(timings, where) {
  const of = (variant) => millisecondsOf(timings, { ...where, variant });
  const [whole, read, json, codec] = [of("ours"), of("read"), of("json"), of("codec")];
  if ([whole, read, json, codec].includes(undefined)) return undefined;
  return {
    lifting: read / whole,
    json: (json - read) / whole,
    codecAndHandlers: (codec - json) / whole,
    own: ownShare(timings, where),
  };
}

/** The cells that a run measured on a host, each once. */
export function cellsOf(timings, host) {
  const cells = timings.filter((timing) => timing.host === host);
  return [...new Map(cells.map((cell) => [cellName(cell), cellOnly(cell)])).values()];
}

const cellOnly = ({ world, payload, data, batch, refused }) =>
  world === "state-change" ? { world, refused } : { world, payload, data, batch };

/** Microseconds an event, or a decision. */
export const microsecondsEach = (milliseconds, { batch = 1 }) => (milliseconds * 1_000) / batch;
