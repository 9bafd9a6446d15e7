import fc from "fast-check";
import type { NewTransaction } from "../../src/database/index.js";
import type { ProspectiveEvent } from "../../src/domain/index.js";
import { boundsUpTo, conditionOf, type Bounds } from "../support/conditionBounds.js";
import { instant } from "../support/history.js";

/** A transaction that may or may not be accepted. */
export interface Attempt extends Omit<NewTransaction, "conditions"> {
  readonly bounds: readonly Bounds[];
}

/** Few and similar values, the same as in random selectors. */
const value = fc.constantFrom("ab", "abc", "Ab", "abd", "b.c");

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const event: fc.Arbitrary<ProspectiveEvent> = fc.record({
  id: fc.integer({ min: 1, max: 40 }).map((number) => `e-${String(number)}`),
  stream: fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: fc.constant("1") }),
  type: value,
  subject: optional(value),
  time: optional(instant),
});

const text = optional(fc.constantFrom("", "a", "ä😀\u0000"));

const attempt: fc.Arbitrary<Attempt> = fc.record({
  id: fc.integer({ min: 1, max: 30 }).map((number) => `t-${String(number)}`),
  events: fc.array(event, { maxLength: 4 }),
  bounds: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(boundsUpTo(12n), { maxLength: 3 }) },
  ),
  recordedAt: instant,
  origin: optional(
    fc.record({
      transport: optional(fc.constantFrom("grpc" as const, "http" as const)),
      stateChange: optional(
        fc.record({ name: value, version: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }) }),
      ),
    }),
  ),
  lastReadRevision: optional(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  principalAttributes: optional(
    fc.array(fc.tuple(value, value)).map((entries) => new Map(entries)),
  ),
  commitMessage: text,
  correlationId: text,
  causationId: text,
});

/** A history of attempts, of which some repeat ids, break rules, or meet conditions that do not hold. */
export const attempts: fc.Arbitrary<readonly Attempt[]> = fc.array(attempt, { maxLength: 10 });

export const newTransaction = ({ bounds: conditions, ...sent }: Attempt): NewTransaction => ({
  ...sent,
  conditions: conditions.map(conditionOf),
});
