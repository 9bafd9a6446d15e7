import fc from "fast-check";
import type { LogQuery } from "../../src/database/index.js";
import { Timestamp } from "../../src/domain/index.js";
import { selectorOf, type Tree } from "../domain/selectorArbitraries.js";
import type { Attempt } from "./attempts.js";
import type { AskedQuery } from "./logQueries.js";

/** Beginnings that some values share, and those that none has. */
const PREFIXES = ["", "a", "a-", "a-1", "b-", "c"];
const value = fc
  .tuple(fc.constantFrom("a", "b"), fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 12 })))
  .map(([family, number]) => `${family}-${String(number)}`);

/** A stretch of a log in which few streams, subjects and types take turns, in a time of its own. */
const stretch = fc.record({
  streams: fc.array(value, { minLength: 1, maxLength: 2 }),
  subjects: fc.array(fc.option(value, { nil: undefined }), { minLength: 1, maxLength: 6 }),
  types: fc.array(value, { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 1, max: 20 }),
  begins: fc.bigInt({ min: 0n, max: 20n }),
  step: fc.bigInt({ min: -1n, max: 1n }),
});

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** Logs whose events of a kind are close together: at one end, far from what is asked, or nearly alone. */
export const skewedLogs: fc.Arbitrary<readonly Attempt[]> = fc
  .array(stretch, { maxLength: 6 })
  .map((stretches) =>
    stretches.map(({ streams, subjects, types, count, begins, step }, number) => ({
      id: `t-${String(number)}`,
      events: Array.from({ length: count }, (_none, index) => ({
        id: `${String(number)}-${String(index)}`,
        stream: at(streams, index),
        subject: at(subjects, index),
        type: at(types, index),
        time: new Timestamp(begins + step * BigInt(index)),
      })),
      bounds: [],
      recordedAt: new Timestamp(BigInt(number)),
    })),
  );

const leaf = (leaves: readonly ["stream" | "subject" | "eventType", LeafWithPrefix]) =>
  fc.oneof(
    fc.record({ leaf: fc.constant(leaves[0]), value }),
    fc.record({ leaf: fc.constant(leaves[1]), value: fc.constantFrom(...PREFIXES) }),
  );
type LeafWithPrefix = "streamStartsWith" | "subjectStartsWith" | "eventTypeStartsWith";

/** One to three attributes at once, and one or two of those. */
const conjunction: fc.Arbitrary<Tree> = fc
  .tuple(
    fc.option(leaf(["subject", "subjectStartsWith"]), { freq: 4, nil: undefined }),
    fc.option(leaf(["stream", "streamStartsWith"]), { freq: 2, nil: undefined }),
    fc.option(leaf(["eventType", "eventTypeStartsWith"]), { freq: 2, nil: undefined }),
  )
  .filter((leaves) => leaves.some((each) => each !== undefined))
  .map((leaves) =>
    joined(
      "and",
      leaves.filter((each) => each !== undefined),
    ),
  );

const joined = (join: "and" | "or", trees: readonly Tree[]): Tree =>
  trees.reduce((left, right) => ({ join, left, right }));

const revision = fc.bigInt({ min: 0n, max: 60n });
const instant = fc.bigInt({ min: -5n, max: 25n }).map((seconds) => new Timestamp(seconds));

const bounds = fc.record(
  {
    after: revision,
    upTo: revision,
    effectiveFrom: fc.record({ timestamp: instant, revision }),
    effectiveUpTo: instant,
  },
  { requiredKeys: [] },
);

/** Questions for one event. */
export const questionsForOne: fc.Arbitrary<AskedQuery> = fc
  .tuple(
    fc.option(
      fc
        .array(conjunction, { minLength: 1, maxLength: 3 })
        .map((conjunctions) => joined("or", conjunctions)),
      { freq: 12, nil: undefined },
    ),
    fc.oneof(fc.constant({}), bounds),
    fc.constantFrom("revision" as const, "effective-time" as const),
    fc.constantFrom("forward" as const, "reverse" as const),
  )
  .map(([tree, range, order, direction]) => {
    const query: LogQuery = { ...range, order, direction, limit: 1 };
    return { tree, query: { ...query, selector: tree && selectorOf(tree) } };
  });
