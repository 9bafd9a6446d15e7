/** Numbers from 0 to 1 that depend on the seed alone: the same in every engine. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const below = (limit: number, random: () => number): number => Math.floor(random() * limit);

export const oneOf = <T>(items: readonly T[], random: () => number): T =>
  items[below(items.length, random)] as T;
