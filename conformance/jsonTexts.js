/** JSON texts, right and wrong: of few kinds of objects that come again and again, and of all else. */

const KEYS = [
  ...["id", "a", "b", "account_id", "amount", "a rather long key of some forty bytes....."],
  ...["", "0", "1", "10", "-1", "01", "4294967295", "4294967296", "__proto__", "constructor"],
  ...["length", "toJSON", "eightchr", "ninechars", "sixteen chars...", "ü", "€", "🦊", "\u007f"],
  ...["\0", '"', "\\", "a\nb", "\u00e3\u00a9"],
];

/** Objects of one kind have these keys, in this order; some leave some out. */
const KINDS = [
  ["account_id", "amount"],
  ["account_id", "amount", "currency", "payer", "received_at", "settled", "reference"],
  ["id", "lines"],
  ["10", "b", "2"],
  ["a", "__proto__", "b"],
  ["a", "b", "a"],
  Array.from({ length: 32 }, (_, at) => `member_${at}`),
  Array.from({ length: 33 }, (_, at) => `member_${at}`),
  Array.from({ length: 70 }, (_, at) => `${at % 9 === 0 ? at : `m${at}`}`),
];

const NUMBERS = [
  ...["0", "-0", "1", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649"],
  ...["999999999999999", "1000000000000000", "-999999999999999", "9007199254740993", "0.1", "-0.0"],
  ...["0.3", "1.0", "123456.789", "0.000000000000001", "0.00000000000001", "12345678901234.5"],
  ...["1e3", "1E-2", "1.5e+2", "00", "01", "-", "-a", "1.", ".5", "+1", "0x1", "1_0", "NaN", "1e"],
];

const ESCAPES = [
  ...['\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00e4", "\\u20AC"],
  ...[
    "\\ud83e\\udd8a",
    "\\uD800",
    "\\udfff",
    "\\ud800\\u0041",
    "\\ud83e\\ud83e",
    "\\u12",
    "\\u12g4",
  ],
  ...["\\x41", "\\u+123", "\\U0041", "\\", "\\ud83e\\", "\\ud83e\\udd8"],
];

const PIECES = [
  ...[
    "",
    "a",
    "seven..",
    "eight...",
    "nine....,",
    "sixteen bytes,..",
    "x".repeat(63),
    "y".repeat(64),
  ],
  ...[
    "z".repeat(65),
    "ä",
    "Łódź",
    "渡辺",
    "🦊",
    "\u2028",
    "\ufeff",
    "\u007f",
    "\u0080",
    "\ud800",
    "\n",
  ],
  ...["\0", "\u001f", "[{", "'", "w".repeat(300)],
];

const BLANKS = ["", "", "", " ", "\n", "\t\r\n ", "\u00a0", "\f", "\ufeff"];

export class JsonTexts {
  #random;
  /** How often something is wrong on purpose. */
  #wrong = 0;
  #unlike = 0;

  constructor(random) {
    this.#random = random;
  }

  text() {
    const random = this.#random;
    this.#wrong = random.pick([0, 0, 0, 0.03]);
    const text = `${this.#blank()}${this.#value(0)}${this.#blank()}`;
    return random.chance(0.15) ? this.#mutated(text) : text;
  }

  #value(depth) {
    const random = this.#random;
    const kind = random.integer(0, depth < 4 ? 9 : 4);
    if (kind === 0) return random.pick(["true", "false", "null"]);
    if (kind <= 2) return this.#number();
    if (kind <= 4) return this.#string(this.#piece());
    if (kind === 5) return this.#array(depth);
    return this.#object(depth, kind < 9 ? this.#kind() : this.#anyKeys());
  }

  #number() {
    const random = this.#random;
    if (random.chance(0.3)) return String(random.integer(-2e9, 2e9));
    if (random.chance(0.3))
      return (random.next() * 10 ** random.integer(-3, 9)).toFixed(random.integer(0, 9));
    return random.pick(NUMBERS.slice(0, this.#wrong > 0 ? NUMBERS.length : 20));
  }

  #piece() {
    const random = this.#random;
    if (random.chance(0.2)) {
      const escapes = ESCAPES.slice(0, this.#wrong > 0 ? ESCAPES.length : 12);
      return random.some(random.integer(1, 4), () => random.pick([...escapes, "ab", "ü"])).join("");
    }
    return random.pick(PIECES.slice(0, this.#wrong > 0 ? PIECES.length : 17));
  }

  #string(inside) {
    return `"${inside}"`;
  }

  #array(depth) {
    const random = this.#random;
    const length = random.pick([0, 1, 2, 5, depth === 0 ? 600 : 3, depth === 0 ? 256 : 4]);
    const values = random.some(length, () =>
      length > 99 ? this.#number() : this.#value(depth + 1),
    );
    return `[${values.map((value) => this.#blank() + value + this.#blank()).join(",")}]`;
  }

  #kind() {
    const random = this.#random;
    const keys = random.pick(KINDS.slice(0, random.chance(0.9) ? 6 : KINDS.length));
    return random.chance(0.2) ? keys.filter(() => random.chance(0.7)) : keys;
  }

  /** Few of the keys come again. */
  #anyKeys() {
    const random = this.#random;
    return random.some(random.integer(0, 12), () =>
      random.chance(0.5) ? random.pick(KEYS) : `key-${this.#unlike++}`,
    );
  }

  #object(depth, keys) {
    const wide = keys.length > 12;
    const members = keys.map((key) => {
      const value = wide ? this.#number() : this.#value(depth + 1);
      return `${this.#blank()}${this.#key(key)}${this.#blank()}:${this.#blank()}${value}`;
    });
    return `{${members.join(",")}${this.#blank()}}`;
  }

  #key(key) {
    const quoted = JSON.stringify(key);
    if (!this.#random.chance(0.03)) return quoted;
    const unit = (text) => `\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return quoted.replace(/[a-z](?=[^\\]*$)/, unit);
  }

  #blank() {
    const random = this.#random;
    if (!random.chance(0.2)) return "";
    return random.pick(BLANKS.slice(0, random.chance(this.#wrong) ? BLANKS.length : 6));
  }

  /** Cut, shortened in the middle, or with a character too much. */
  #mutated(text) {
    const random = this.#random;
    const at = random.integer(0, text.length);
    const extra = random.pick([
      "",
      "",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "0",
      "-",
      ".",
      "e",
      "\\",
      "t",
      " 1",
    ]);
    return (
      text.slice(0, at) + extra + (random.chance(0.3) ? "" : text.slice(at + random.integer(0, 2)))
    );
  }
}
