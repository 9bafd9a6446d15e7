import fc from "fast-check";
import type { LogQuery } from "../../src/database/index.js";
import { selectorOf, trees, type Tree } from "../domain/selectorArbitraries.js";
import { instant } from "../support/history.js";

const revision = fc.bigInt({ min: 0n, max: 14n });

/** A query with the tree that its selector says. */
export interface AskedQuery {
  readonly tree: Tree | undefined;
  readonly query: LogQuery;
}

/** Queries of every kind, with and without each part. */
export const logQueries: fc.Arbitrary<AskedQuery> = fc
  .tuple(
    fc.option(trees, { nil: undefined, freq: 8 }),
    fc.record(
      {
        after: revision,
        upTo: revision,
        effectiveFrom: fc.record({ timestamp: instant, revision }),
        effectiveUpTo: instant,
        order: fc.constantFrom("revision" as const, "effective-time" as const),
        direction: fc.constantFrom("forward" as const, "reverse" as const),
        limit: fc.nat({ max: 8 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([tree, query]) => ({
    tree,
    query: { ...query, selector: tree && selectorOf(tree) },
  }));
