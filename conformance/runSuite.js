import { AssertionError } from "node:assert/strict";
import { Random } from "./random.js";

const SEED = 20_260_131;

/**
 * Asks a subject all cases of a suite.
 * @returns `{ asked, records, failures, left }`: how many cases were asked; what
 * Wasmtime shall be asked as well, with the answers; the cases whose answer is not
 * as expected, as `{ label, problem }`; how many cases the engine is not asked, for lack of a trait.
 */
export function runSuite(suite, subject, context) {
  const [records, failures] = [[], []];
  let [asked, left] = [0, 0];
  for (const one of suite(new Random(SEED), context)) {
    const { label, args, needs = [], fresh = false, replay = "exact", check } = one;
    if (!needs.every((trait) => context.traits[trait])) {
      left++;
      continue;
    }
    if (fresh) subject.renew();
    asked++;
    try {
      const outcome = subject.ask(one);
      if (replay !== "none") records.push({ label, args, fresh, replay, ...outcome });
      check(outcome);
    } catch (error) {
      failures.push({ label, problem: problemOf(error) });
      // What went wrong here must not be blamed on the next case.
      if (!(error instanceof AssertionError)) subject.renew();
    }
  }
  return { asked, records, failures, left };
}

const problemOf = (error) =>
  error instanceof AssertionError ? error.message : String(error?.stack ?? error);
