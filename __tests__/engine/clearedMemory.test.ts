import { ownEngineFiles } from "../../src/build/quickjs/engineFiles.js";
import { snapshot } from "../../src/build/quickjs/snapshot.js";

const core = (source: string): Buffer =>
  Buffer.from(snapshot(ownEngineFiles.module("state-view"), { file: "probe.js", source }));

test("a component keeps nothing of what its evaluation has freed", () => {
  const dropped = core(`
    let texts = [];
    for (let index = 0; index < 5000; index++) texts.push("pass" + "ing" + index);
    let length = texts.join().length;
    texts = undefined;
    export const evolve = () => String(length);`);
  expect(dropped.includes("passing1234")).toBe(false);
  const kept = core(`
    const text = ["pass", "ing", 1234].join("");
    export const evolve = () => text;`);
  expect(kept.includes("passing1234")).toBe(true);
});

test("nor its own bytecode, beside the functions that were made of it", () => {
  const words = Array.from({ length: 2000 }, (_, index) => `word${String(index)}`);
  const component = core(
    `export const evolve = () => [${words.map((word) => `"${word}"`).join()}].join();`,
  );
  expect(component.toString("latin1").split("word1999").length - 1).toBe(1);
});
