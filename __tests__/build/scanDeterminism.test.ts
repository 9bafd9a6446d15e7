import { found, scan } from "./scanning.js";

const within = (expression: string): string =>
  `export class A { run(x) { return ${expression}; } }`;

const CLOCK = [
  ["Date.now()", "Date.now()"],
  ["new Date()", "new Date()"],
  ["new Date", "new Date()"],
  ["Date()", "Date()"],
  ["Date['now']()", "Date.now()"],
  ["x.map(Date.now)", "Date.now()"],
  ["new globalThis.Date()", "new Date()"],
  ["performance.now()", "performance.now()"],
  ["globalThis.performance.now()", "performance.now()"],
] as const;

const RANDOMNESS = [
  ["Math.random()", "Math.random()"],
  ["x.map(Math.random)", "Math.random()"],
  ["globalThis.Math['random']()", "Math.random()"],
  ["crypto.randomUUID()", "crypto.randomUUID()"],
  ["crypto?.getRandomValues(x)", "crypto.getRandomValues()"],
  ["globalThis.crypto.randomUUID()", "crypto.randomUUID()"],
  ["[crypto]", "crypto"],
] as const;

describe("in a state view", () => {
  it.each([...CLOCK, ...RANDOMNESS])("%s is an error", (expression, what) => {
    expect(found(within(expression), "state-view")).toEqual([`error ESF502 ${what}`]);
  });

  it("functions that are taken out of their object are errors", () => {
    const code =
      "export function run() { const { random } = Math; const { now } = Date; return [random, now]; }";
    expect(found(code, "state-view")).toEqual([
      "error ESF502 Math.random()",
      "error ESF502 Date.now()",
    ]);
  });
});

describe("in a state change", () => {
  it.each(CLOCK)("%s is an error, because the clock stands still", (expression, what) => {
    expect(found(within(expression))).toEqual([`error ESF502 ${what}`]);
    expect(scan(within(expression)).drawsRandomness).toBe(false);
  });

  it.each(RANDOMNESS)("%s is allowed", (expression) => {
    expect(scan(within(expression))).toMatchObject({ diagnostics: [], drawsRandomness: true });
  });
});

describe("nothing is said of", () => {
  it.each([
    "new Date(0)",
    "new Date(...x)",
    "x instanceof Date",
    "Date.parse(x)",
    "Date.UTC(2020, 1)",
    "Math.floor(x)",
    "Math[x]",
    "typeof crypto",
    "typeof performance.now",
    "(() => { const Date = x; return Date.now(); })()",
    "x.crypto.randomUUID()",
    "x.Math.random()",
  ])("%s", (expression) => {
    expect(scan(within(expression), "state-view")).toMatchObject({
      diagnostics: [],
      drawsRandomness: false,
    });
  });
});

it.each([
  ["state-view", /event/],
  ["state-change", /metadata\.commandReceivedAt/],
] as const)("the remedy in a %s names the clock to use", (kind, remedy) => {
  const [diagnostic] = scan(within("Date.now()"), kind).diagnostics;
  expect(diagnostic?.remedy).toMatch(remedy);
});
