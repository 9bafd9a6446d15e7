// Times alternating calls. Every sample calls its subject several times, each time with fresh data.

/** Samples are about as long. */
export const SAMPLE_MILLISECONDS = 20;
export const MOST_CALLS = 50;
/** An instance's first calls, which are small and not counted. */
const MOST_WARM_UPS = 20;

/** Samples that take so long have fewer rounds. */
export const SLOW_MILLISECONDS = 500;
export const SLOW_ROUNDS = 3;

/**
 * Times subjects in turns, whose order rotates from round to round, so that the machine's moods meet
 * all of them alike.
 * @param subjects - `{ name, sample }`; `sample(count)` gives the milliseconds of the median of so
 *   many calls to a fresh instance.
 * @returns the samples by name, one for each round; of slow subjects, for the first rounds.
 */
export async function alternate(subjects, rounds) {
  const calls = {};
  for (const { name, sample } of subjects) {
    calls[name] = callsFor(await sample(1));
    // The first one may have compiled code; what is fast is called often, and so warmed up.
    if (calls[name] > 1 && calls[name] < MOST_CALLS)
      calls[name] = callsFor(await sample(calls[name]));
  }
  const samples = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, sample } of rotated(subjects, round)) {
      if (round >= SLOW_ROUNDS && samples[name][0] > SLOW_MILLISECONDS) continue;
      samples[name].push(await sample(calls[name]));
    }
  }
  return samples;
}

const callsFor = (milliseconds) =>
  Math.min(MOST_CALLS, Math.max(1, Math.round(SAMPLE_MILLISECONDS / milliseconds)));

const rotated = (list, by) => {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
};

/**
 * Milliseconds of the median call after some small ones, which are not counted, and the last call's answer.
 * @param exercise - `fresh` makes the arguments of a call, `few` those of a small one; not timed. `answered` is around
 *   each call.
 */
export function medianCall({ fresh, few, answered = (call) => call }, run, count) {
  const call = answered(run);
  const warm = performance.now() + SAMPLE_MILLISECONDS;
  for (let index = 0; index < MOST_WARM_UPS && performance.now() < warm; index++) call(few());
  const times = [];
  let answer;
  for (let index = 0; index < count; index++) {
    const args = fresh();
    const start = performance.now();
    answer = call(args);
    times.push(performance.now() - start);
  }
  return { milliseconds: median(times), answer };
}

/** The middle one; of an even number, the mean of both. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The given function's result and its milliseconds. */
export async function timed(run) {
  const start = performance.now();
  const result = await run();
  return { result, milliseconds: performance.now() - start };
}
