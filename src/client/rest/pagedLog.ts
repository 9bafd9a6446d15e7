import type { TransactionSummary } from "../transaction.js";

/** The transactions from a revision on, page by page. */
export async function* pagedLog<T extends TransactionSummary>(
  from: bigint,
  size: number,
  ask: (from: bigint, limit: string) => Promise<readonly T[]>,
): AsyncGenerator<T, void, undefined> {
  for (let next = from; ;) {
    const page = await ask(next, String(size));
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    next = last.revision + 1n;
  }
}
