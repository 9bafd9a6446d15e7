// Finds the functions of an engine that only the evaluation of a script calls: what nothing reaches once the exports
// for it are gone. Components need not carry them (src/build/quickjs/evaluationOnly.ts).
import { Buffer } from "node:buffer";
import binaryen from "binaryen";

const BUILD_TIME = "engine_";
const NAME = "evaluation-only";
const CUSTOM = 0;

/** The module with a custom section that names them by their places in its code. */
export function withEvaluationOnly(bytes) {
  const module = binaryen.readBinary(bytes);
  try {
    const before = functionsOf(module);
    for (const name of exportsOf(module)) {
      if (name.startsWith(BUILD_TIME)) module.removeExport(name);
    }
    module.runPasses(["remove-unused-module-elements"]);
    const after = new Set(functionsOf(module));
    const places = before.flatMap((name, place) => (after.has(name) ? [] : [place]));
    const body = [...named(NAME), ...unsigned(places.length), ...places.flatMap(unsigned)];
    return Buffer.concat([bytes, Buffer.from([CUSTOM, ...unsigned(body.length), ...body])]);
  } finally {
    module.dispose();
  }
}

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

const exportsOf = (module) =>
  times(
    module.getNumExports(),
    (index) => binaryen.getExportInfo(module.getExportByIndex(index)).name,
  );

/** Those with code, in its order. */
const functionsOf = (module) =>
  times(module.getNumFunctions(), (index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  )
    .filter(({ base }) => base === "")
    .map(({ name }) => name);

const named = (text) => [...unsigned(text.length), ...Buffer.from(text)];

function unsigned(value) {
  const low = value % 128;
  return value < 128 ? [low] : [low | 128, ...unsigned(Math.floor(value / 128))];
}
