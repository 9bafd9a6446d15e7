/** The databases that requests are about; others are made and deleted by those who make them. */
export const DATABASES = ["bank", "shop", "empty"];
export const STREAMS = ["accounts", "orders", "s-1"];
export const TYPES = ["opened", "credited", "account.debited"];
export const SUBJECTS = ["a", "ab", "b", "ä→𝄞"];

/** What texts of requests should never be taken for, or be hurt by. */
const ODD = [
  "",
  " ",
  "\t",
  "\u0000",
  "a\u0000b",
  "\u001f",
  "x".repeat(255),
  "x".repeat(256),
  "ä".repeat(128),
  "𝄞".repeat(64),
  "\ud800",
  "\ufeff",
  "\ufffd",
  "\u202ereversed",
  "é",
  "e\u0301",
  "../../etc/passwd",
  "%2e%2e%2f",
  "a/b?c#d",
  "a'; drop table event; --",
  '"quoted"',
  "$1",
  "{}",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "NaN",
  "-1",
  "0",
  "9223372036854775808",
  "18446744073709551616",
  "1e400",
  "a\r\nb: c",
  "x".repeat(5_000),
];

export const oddText = (random) =>
  random.chance(0.9)
    ? random.pick(ODD)
    : String.fromCodePoint(...random.some(random.integer(1, 20), () => anyCodePoint(random)));

function anyCodePoint(random) {
  const most = random.pick([0x7f, 0x7ff, 0xffff, 0x10ffff]);
  return random.integer(0, most);
}

/** One of a list nearly always, and something odd else. */
export const mostly = (random, list, sureness = 0.98) =>
  random.chance(sureness) ? random.pick(list) : oddText(random);

const ODD_INTEGERS = [0n, 1n, 2n, 2n ** 31n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 63n];

/** A revision that there may be, or one that there is not. */
export const revision = (random) =>
  random.chance(0.8)
    ? BigInt(random.integer(0, 60))
    : random.pick([...ODD_INTEGERS, 2n ** 64n - 1n]);
