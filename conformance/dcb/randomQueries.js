/** Random queries and events over a few types and tags, so that they often concern each other. */
export class RandomQueries {
  #random;
  #types;
  #tags;

  constructor(random, { types, tags }) {
    this.#random = random;
    this.#types = named("type", types);
    this.#tags = named("tag", tags);
  }

  /** Which tags there are, and how many an event has at most. */
  get vocabulary() {
    return { tags: this.#tags, most: 3 };
  }

  /** Up to three items, each of up to four types and up to three tags, but not of nothing. */
  query() {
    return { items: this.#random.some(this.#random.integer(0, 3), () => this.#item()) };
  }

  event(data) {
    return { type: this.#random.pick(this.#types), tags: this.#choice(this.#tags, 0, 3), data };
  }

  #item() {
    const item = { types: this.#choice(this.#types, 0, 4), tags: this.#choice(this.#tags, 0, 3) };
    return item.types.length + item.tags.length === 0
      ? { types: this.#choice(this.#types, 1, 4), tags: [] }
      : item;
  }

  #choice(list, min, max) {
    const left = [...list];
    return this.#random.some(this.#random.integer(min, max), () => {
      const [taken] = left.splice(this.#random.integer(0, left.length - 1), 1);
      return taken;
    });
  }
}

const named = (prefix, count) => Array.from({ length: count }, (_none, at) => `${prefix}-${at}`);
