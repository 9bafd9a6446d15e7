import { authorPlace, specFailure, type SpecFailure } from "./specFailure.js";
import { isWithinTest, whenTestsHaveEnded } from "./testRunner.js";

/** A specification that has been begun. */
export interface OpenSpec {
  /** Something is expected of it, or of one that was made of it. */
  readonly said: () => void;
  /** It is waited for, although nothing is expected of it. */
  readonly nothingExpected: () => SpecFailure;
}

/** Those that were begun in a test and of which nothing is expected so far, with what is said of them. */
const open = new Map<OpenSpec, () => SpecFailure>();
/** Those whose components have not answered. */
const unanswered = new Set<Promise<void>>();

/**
 * Notes that a specification has been begun. If nothing is expected of it when the tests have ended, it
 * would have been green whatever happens. One that is made outside of tests may be for those that are
 * left out this time.
 * @param what - what it is about.
 * @param endings - how such a specification ends.
 */
export function beginSpec(what: string, endings: string): OpenSpec {
  const text = `nothing is expected of ${what}; end the specification with ${endings}`;
  const failure = (place: Error): SpecFailure => specFailure({ kind: "fault", text }, place);
  const begun = authorPlace();
  const spec: OpenSpec = {
    said: () => open.delete(spec),
    nothingExpected: () => {
      spec.said();
      return failure(authorPlace());
    },
  };
  if (isWithinTest(begun)) open.set(spec, () => failure(begun));
  return spec;
}

/** The tests end no sooner than the answer is there, so that one which nobody awaits is heard of. */
export function answering(answer: Promise<void>): Promise<void> {
  unanswered.add(answer);
  // A promise of its own: looking at it here must not count as listening to it.
  return answer.finally(() => unanswered.delete(answer));
}

function takeFailures(): readonly SpecFailure[] {
  const failures = [...open.values()].map((failure) => failure());
  open.clear();
  return failures;
}

// Tests may replace it.
const nextTurn = globalThis.setImmediate;

whenTestsHaveEnded(
  async () => {
    if (unanswered.size > 0) {
      await Promise.allSettled(unanswered);
      // Runners hear of what nobody listens to a turn later.
      await new Promise((turn) => nextTurn(turn));
    }
    const [first, ...others] = takeFailures();
    if (first === undefined) return;
    throw others.length === 0 ? first : new AggregateError([first, ...others], first.message);
  },
  () => {
    const failures = takeFailures();
    if (failures.length === 0) return;
    process.exitCode = 1;
    process.stderr.write(failures.map(({ stack = "" }) => `${stack}\n`).join(""));
  },
);
