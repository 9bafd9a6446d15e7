/** Allocation without end. */
export const ALLOCATIONS = {
  objects() {
    const all = [];
    for (;;) all.push({ at: all.length, name: `object ${all.length}` });
  },
  "linked objects"() {
    let last = {};
    for (;;) last = { last };
  },
  arrays() {
    const all = [];
    for (;;) all.push(new Array(1_000).fill(0.5));
  },
  strings() {
    const all = [];
    for (;;) all.push(`${all.length}`.repeat(10_000) + "ä");
  },
  "a string that doubles"() {
    let text = "ab";
    for (;;) text = text + text.toUpperCase();
  },
  bytes() {
    const all = [];
    for (;;) all.push(new Uint8Array(1_000_000).fill(1));
  },
  "one huge buffer": () => new Uint8Array(2 ** 31 - 1).length,
  "one huge array": () => new Array(2 ** 28).fill(0).length,
  "a huge repetition": () => "x".repeat(2 ** 29).length,
  "a map"() {
    const map = new Map();
    for (;;) map.set(`key ${map.size}`, [map.size]);
  },
  properties() {
    const object = {};
    for (let at = 0; ; at++) object[`key ${at}`] = at;
  },
  closures() {
    const all = [];
    for (;;) all.push(() => all.length);
  },
  "integers that double"() {
    let integer = 3n;
    for (;;) integer = integer * integer;
  },
  "a join": () => new Array(2 ** 25).fill("0123456789").join("-").length,
};
