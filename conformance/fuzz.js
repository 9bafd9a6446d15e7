import { ACCOUNTS, DATETIMES, REVISIONS, TEXTS } from "./values.js";

/** Random values of everything that the WIT can carry, with its ends more often than its middle. */

const EXTREME_TEXTS = [
  ...[
    "",
    "a",
    "ü",
    "ÿþ",
    "Ā",
    "€uro",
    "🦊🦊",
    "\0",
    "nul\0in",
    "\ufeff",
    "\ufeffmark",
    "\u2028",
    "\uffff",
  ],
  ...['"q"\\\n', "a".repeat(255) + "🦊", "x".repeat(5_000), "é".repeat(2_500), "渡🦊".repeat(700)],
  ...["probe:content", "__proto__", "constructor", "\u{10ffff}"],
  ...TEXTS,
];

const CODE_POINTS = [
  [0, 0x7f],
  [0x20, 0x7e],
  [0x80, 0xff],
  [0x100, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, 0x10ffff],
];

export class Fuzz {
  #random;
  #marks;

  /** @param keepsMarks - whether texts may start with a byte order mark. */
  constructor(random, { keepsMarks = true } = {}) {
    this.#random = random;
    this.#marks = keepsMarks;
  }

  text() {
    const text = this.#anyText();
    return this.#marks ? text : text.replace(/^\ufeff+/, "");
  }

  #anyText() {
    const random = this.#random;
    if (random.chance(0.6)) return random.pick(EXTREME_TEXTS);
    const [min, max] = random.pick(CODE_POINTS);
    const length = random.integer(0, 40);
    return String.fromCodePoint(...random.some(length, () => random.integer(min, max)));
  }

  bytes() {
    return this.#random.bytes(this.#random.pick([0, 1, 2, 3, 7, 300]));
  }

  u64() {
    const random = this.#random;
    return random.chance(0.5) ? random.pick(REVISIONS) : this.#bits(64);
  }

  u32() {
    const ends = [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
    return this.#random.pick([...ends, this.#random.integer(0, 2 ** 32 - 1)]);
  }

  datetime() {
    const random = this.#random;
    if (random.chance(0.5)) return random.pick(DATETIMES);
    return { seconds: BigInt.asIntN(64, this.#bits(64)), nanoseconds: this.u32() };
  }

  #bits(count) {
    return BigInt.asUintN(count, (BigInt(this.u32half()) << 32n) | BigInt(this.u32half()));
  }

  u32half() {
    return this.#random.integer(0, 2 ** 32 - 1);
  }

  maybe(make) {
    return this.#random.chance(0.4) ? undefined : make();
  }

  list(most, make) {
    return this.#random.some(this.#random.integer(0, most), make);
  }

  attributeValue() {
    const random = this.#random;
    const kinds = {
      boolean: () => random.chance(0.5),
      integer: () => random.pick([0, -1, 2 ** 31 - 1, -(2 ** 31), random.integer(-9e8, 9e8)]),
      string: () => this.text(),
      binary: () => this.bytes(),
      uri: () => this.text(),
      "uri-ref": () => this.text(),
      timestamp: () => this.datetime(),
    };
    const tag = random.pick(Object.keys(kinds));
    return { tag, val: kinds[tag]() };
  }

  event(mostAttributes = 6) {
    const data = () =>
      this.#random.chance(0.5)
        ? { tag: "string", val: this.text() }
        : { tag: "binary", val: this.bytes() };
    return {
      id: this.text(),
      source: this.text(),
      specversion: this.text(),
      type: this.text(),
      data: this.maybe(data),
      attributes: this.list(mostAttributes, () => [this.text(), this.attributeValue()]),
    };
  }

  view() {
    return {
      context: {
        database: this.text(),
        name: this.#unlikeProbe(),
        version: this.u64(),
        databaseRevision: this.u64(),
        databaseRevisionTimestamp: this.datetime(),
        contentType: this.maybe(() => this.text()),
        contentSchema: this.maybe(() => this.text()),
      },
      content: this.maybe(() => this.bytes()),
      lastModifiedRevision: this.u64(),
      lastModifiedTimestamp: this.datetime(),
    };
  }

  metadata() {
    return {
      stateChangeName: this.#unlikeProbe(),
      stateChangeVersion: this.u64(),
      lastSeenRevision: this.u64(),
      commandReceivedAt: this.datetime(),
      commandHeaders: this.list(4, () => [this.text(), this.text()]),
    };
  }

  #unlikeProbe() {
    return this.text().replace("probe:", "prone:");
  }

  eventAttribute() {
    const tag = this.#random.pick(["stream", "subject", "event-type"]);
    return { tag, val: tag === "subject" ? this.maybe(() => this.text()) : this.text() };
  }

  /** Nodes of all kinds; the indexes need not make sense, because engines must not judge them. */
  selector() {
    const random = this.#random;
    const kinds = {
      equals: () => this.eventAttribute(),
      "starts-with": () => ({
        tag: random.pick(["stream", "subject", "event-type"]),
        val: this.text(),
      }),
      and: () => [this.u32(), this.u32()],
      or: () => [this.u32(), this.u32()],
    };
    const node = () => {
      const tag = random.pick(Object.keys(kinds));
      return { tag, val: kinds[tag]() };
    };
    return { nodes: this.list(6, node) };
  }

  condition() {
    const selector = this.selector();
    const tag = this.#random.pick(["min", "max", "range"]);
    if (tag === "range") return { tag, val: { selector, min: this.u64(), max: this.u64() } };
    return { tag, val: { selector, revision: this.u64() } };
  }

  renderedState() {
    const view = this.view();
    return {
      ...view,
      context: { ...view.context, name: this.#random.pick(Object.keys(ACCOUNTS)) },
    };
  }
}
