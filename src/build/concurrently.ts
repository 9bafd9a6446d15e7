/**
 * Does a piece of work for each item, so many at a time, and settles the results in the items' order.
 * After a failure no other piece is begun.
 * @param settle - gets each result once all before it are settled; the next one waits for it.
 */
export async function concurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
  settle: (result: Result) => Promise<void> | void = () => undefined,
): Promise<Result[]> {
  const left = items.entries();
  const results: Result[] = [];
  let last: Promise<void> = Promise.resolve();
  const settleAfter = async (before: Promise<void>, index: number, item: Item): Promise<void> => {
    const result = await work(item);
    await before;
    results[index] = result;
    await settle(result);
  };
  const takeTurns = async (): Promise<void> => {
    // An iterator that all share ends for all of them where one fails, since the loop closes it.
    for (const [index, item] of left) await (last = settleAfter(last, index, item));
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, takeTurns));
  return results;
}
