/** A longer chunk is cut in two, so that an insertion moves few values, however long the list is. */
const LONGEST_CHUNK = 512;

/** Values in order, each inserted and found in few steps. They stay where they are; none is removed. */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  /** None is empty. */
  readonly #chunks: T[][] = [];
  #insertions = 0;

  /** @param compare for which no two values are equal */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  add(value: T): void {
    this.#insertions += 1;
    const at = Math.min(
      firstIndex(this.#chunks, (chunk) => this.#compare(last(chunk), value) > 0),
      this.#chunks.length - 1,
    );
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([value]);
      return;
    }
    chunk.splice(
      firstIndex(chunk, (other) => this.#compare(other, value) > 0),
      0,
      value,
    );
    if (chunk.length > LONGEST_CHUNK) {
      this.#chunks.splice(at + 1, 0, chunk.splice(chunk.length >> 1));
    }
  }

  /**
   * The values upwards, beginning with the first that is inside. What is added meanwhile may show.
   * @param isInside false for the lower values, and true for all others
   */
  *upwards(isInside: (value: T) => boolean): Generator<T> {
    let [at, index] = this.#find(isInside);
    for (;;) {
      const value = this.#chunks[at]?.[index];
      if (value === undefined) {
        if (at >= this.#chunks.length) return;
        at += 1;
        index = 0;
        continue;
      }
      const before = this.#insertions;
      yield value;
      index += 1;
      // An insertion may have moved what comes next.
      if (before !== this.#insertions) [at, index] = this.#find((v) => this.#compare(v, value) > 0);
    }
  }

  /**
   * The values downwards, beginning with the last that is not outside.
   * @param isOutside true for the higher values, and false for all others
   */
  *downwards(isOutside: (value: T) => boolean): Generator<T> {
    let [at, index] = this.#find(isOutside);
    for (;;) {
      index -= 1;
      const value = this.#chunks[at]?.[index];
      if (value === undefined) {
        if (at === 0) return;
        at -= 1;
        index = this.#chunks[at]?.length ?? 0;
        continue;
      }
      const before = this.#insertions;
      yield value;
      if (before !== this.#insertions)
        [at, index] = this.#find((v) => this.#compare(v, value) >= 0);
    }
  }

  /** The place of the first value that is inside; after the last chunk if none is. */
  #find(isInside: (value: T) => boolean): [chunk: number, index: number] {
    const at = firstIndex(this.#chunks, (chunk) => isInside(last(chunk)));
    return [at, firstIndex(this.#chunks[at] ?? [], isInside)];
  }
}

/** The index of the first item that passes, of items of which all that pass come last. */
export function firstIndex<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const last = <T>(chunk: readonly T[]): T => chunk[chunk.length - 1] as T;
