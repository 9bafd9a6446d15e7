/** What is read one by one, and can be read once. */
export interface Results<T> extends AsyncIterable<T> {
  /** All that is left of them. */
  all(): Promise<readonly T[]>;
}

/** @param source - starts to read when the first is asked for. */
export const results = <T>(source: AsyncIterable<T>): Results<T> => ({
  [Symbol.asyncIterator]: () => source[Symbol.asyncIterator](),
  all: async () => {
    const values: T[] = [];
    for await (const value of source) values.push(value);
    return values;
  },
});
