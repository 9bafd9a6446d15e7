import { Random } from "../../conformance/random.js";
import { probe } from "./probe.js";

/** Levels that the engine's own parser cannot recurse through. */
const LEVELS = 10_000;

/** What a fold makes of each text, in the middle of so many arrays; `undefined` for what is no JSON. */
function parsedInComponent(texts: readonly string[], levels: number): readonly unknown[] {
  const source = `
    const texts = ${JSON.stringify(texts)}, levels = ${String(levels)};
    function innermost(text) {
      try {
        let value = JSON.parse("[".repeat(levels) + text + "]".repeat(levels));
        for (let level = 0; level < levels; level++) value = value[0];
        return JSON.stringify(value);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return null;
      }
    }
    export const evolve = () => JSON.stringify(texts.map(innermost));`;
  const outcome = probe("state-view", source).instance().evolve("");
  if (outcome.kind !== "state") throw new Error(JSON.stringify(outcome));
  return JSON.parse(String(outcome.content)) as readonly unknown[];
}

const parsedHere = (levels: number) => (text: string) => {
  try {
    let value: unknown = JSON.parse("[".repeat(levels) + text + "]".repeat(levels));
    for (let level = 0; level < levels; level++) value = (value as readonly unknown[])[0];
    return value === undefined ? null : JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
};

const TEXTS = [
  ...['{"a":{"b":[1,{"c":"\\u0041"}]}}', '"\\\\"', '"\\""', '{"__proto__":1}', " [ 1 , -2e3 ] "],
  ...['{"a":1,"a":2}', "[1,]", '{"a":1,}', '{"a"}', "{1:2}", "1 2", "tru", "01", '"a', "[}", ""],
  ...['"a"b', "]", "}", ",", "nullx", "\u00a0", '{"":[]}', '"\\u12"', '{"a" 1}', "[1 2]", "]["],
];

it.each([1, LEVELS])("JSON within %d arrays is read as elsewhere", (levels) => {
  const random = new Random(7);
  const alphabet = Array.from('[]{},:"\\ 1a-e.n');
  const mutated = Array.from({ length: 40 }, () => {
    const text = random.pick(TEXTS);
    const at = random.integer(0, text.length);
    return text.slice(0, at) + random.pick(alphabet) + text.slice(at + random.integer(0, 1));
  });
  const texts = [...TEXTS, ...mutated];
  expect(parsedInComponent(texts, levels)).toEqual(texts.map(parsedHere(levels)));
});

it("a reviver is called as ever", () => {
  const source = `export const evolve = () =>
    JSON.stringify(JSON.parse('{"a":[1,2]}', (key, value) => typeof value === "number" ? value + 1 : value));`;
  expect(probe("state-view", source).instance().evolve("")).toEqual({
    kind: "state",
    content: '{"a":[2,3]}',
  });
});
