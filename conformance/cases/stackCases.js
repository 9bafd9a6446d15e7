import { ok } from "node:assert/strict";
import { reportOf } from "../verdicts.js";
import { changeRequest, viewRequest } from "./requests.js";

/** Stack traces name the bundle's file, and the lines and columns of its code: source maps need them. */
export function* viewStacks(_random, { probe }) {
  yield {
    label: "a stack trace",
    args: viewRequest("probe:stack"),
    check: ({ answer }) => checkStack(reportOf(answer).stack, probe),
  };
}

export function* changeStacks(_random, { probe, traits }) {
  yield {
    label: "a stack trace",
    args: changeRequest("probe:stack"),
    check: ({ answer }) => checkStack(reportOf(answer).stack, probe),
  };
  if (!traits.explainsMistakes) return;
  yield {
    label: "the stack trace of an uncaught error",
    args: changeRequest("probe:uncaught"),
    check: ({ answer }) => {
      ok(answer.val.val.startsWith("TypeError: marked method"), answer.val.val);
      checkFrames(answer.val.val, probe, [["explode", 'new TypeError("marked method")']]);
    },
  };
}

const checkStack = (stack, probe) =>
  checkFrames(stack, probe, [
    ["inner", 'new Error("marked place")'],
    ["outer", 'inner() + "outer"'],
    ["threeDeep", "outer()"],
  ]);

/** Each frame is on its line, at the column of what is called there or just before. */
function checkFrames(stack, { code, file }, expected) {
  const frames = stack
    .split("\n")
    .map(readFrame)
    .filter((frame) => frame !== undefined);
  expected.forEach(([name, marked], depth) => {
    const frame = frames[depth];
    const { line, column } = placeOf(code, marked);
    const shown = `frame ${depth} of\n${stack}\nshould be ${name} at ${file}:${line}:${column}`;
    ok(frame !== undefined && frame.name.endsWith(name), shown);
    ok(frame.file.endsWith(file) && frame.line === line, shown);
    ok(frame.column >= column && frame.column <= column + marked.length, shown);
  });
}

/** `name@file:line:column` of SpiderMonkey, or `at name (file:line:column)` of V8. */
function readFrame(text) {
  const frame = /^\s*(?:at )?(.*?)(?:@| \()(.*?):(\d+):(\d+)\)?$/.exec(text);
  if (frame === null) return undefined;
  const [, name, file, line, column] = frame;
  return { name, file, line: Number(line), column: Number(column) };
}

function placeOf(code, marked) {
  const before = code.slice(0, code.indexOf(marked)).split("\n");
  return { line: before.length, column: before.at(-1).length + 1 };
}
