/**
 * Work without end: in the language, in regular expressions and in the library's own loops. What is
 * known not to be stopped is in docs/engine.md.
 */
export const LOOPS = {
  "endless for"() {
    for (;;);
  },
  "endless while"() {
    let count = 0;
    while (count >= 0) count = (count + 1) % 1_000;
  },
  "endless and caught"() {
    for (;;) {
      try {
        for (;;);
      } catch {
        // Goes on.
      }
    }
  },
  "endless generator"() {
    function* all() {
      for (;;) yield 1;
    }
    let sum = 0;
    for (const one of all()) sum = (sum + one) % 7;
    return sum;
  },
  "endless iterator helper": () =>
    Iterator.from({ next: () => ({ done: false }) }).find(() => false),
  "endless promises": async () => {
    for (;;) await undefined;
  },
  "endless microtasks"() {
    const again = () => void queueMicrotask(again);
    again();
    return new Promise(() => undefined);
  },
  "a catastrophic pattern": () => /^(a+)+$/.test(`${"a".repeat(40)}!`),
  "a catastrophic alternative": () => /^(a|a)*$/.test(`${"a".repeat(40)}!`),
  "a catastrophic back reference": () => /^(.*)*\1\1x$/.test("a".repeat(60)),
  "a catastrophic replacement": () => `${"a".repeat(40)}!`.replace(/(a*)*b/g, "c"),
  "search in an endless list": () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1),
  "last in an endless list": () => Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1),
  "includes in an endless list": () => Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1),
  "every of an endless list": () => Array.prototype.every.call({ length: 2 ** 53 - 1 }, Boolean),
  "forEach of an endless list": () => Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, String),
  "fill of an endless proxy": () =>
    Array.prototype.fill.call(new Proxy({ length: 2 ** 53 - 1 }, { set: () => true }), 0),
  "a prime by division"() {
    let prime = 2n ** 61n - 1n;
    for (let divisor = 3n; divisor * divisor <= prime; divisor += 2n) {
      if (prime % divisor === 0n) prime = divisor;
    }
    return prime;
  },
};
