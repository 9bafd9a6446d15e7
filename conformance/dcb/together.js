/**
 * Lets each store's user do a thing again and again at once, for so many seconds and until it came off
 * so often (a machine may be busy); tells how often that was.
 */
export async function together(stores, { seconds, least }, once) {
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  const isOver = () => performance.now() > end && count >= least;
  await Promise.all(
    stores.map(async (store, index) => {
      while (!isOver()) if (await once(store, index)) count++;
    }),
  );
  return count;
}
