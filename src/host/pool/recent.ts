/** So many values by their keys; what was used longest ago gives way. */
export class Recent<K, V> {
  readonly #most: number;
  /** What was used last comes last. */
  readonly #values = new Map<K, V>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Uses the value. */
  get(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Gives the value that has given way, if there is one. */
  set(key: K, value: V): V | undefined {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return undefined;
    const [oldest] = this.#values;
    if (oldest === undefined) return undefined;
    this.#values.delete(oldest[0]);
    return oldest[1];
  }

  delete(key: K): void {
    this.#values.delete(key);
  }
}
