// Components in Node as jco transpiles them, without the host's replacing of instances.
import { readFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { instantiateModule } from "../../dist/host/compiledModule.js";
import { compileComponent } from "../../dist/host/component.js";
import { medianCall } from "../measure.js";
import { BenchDatabase, exerciseOf } from "../workload.js";

/** As much as a 32-bit memory can have, so that only what is measured for memory is bounded. */
const UNLIMITED = 65_535 * 65_536;

/**
 * A component, compiled: `instantiate()` gives `{ call, memory }`, where `call` is its export and
 * `memory` the bytes that its instance has by now.
 */
export async function loadInJco(file, cacheDir, memoryLimit = UNLIMITED) {
  const compiled = await compileComponent(await readFile(file), { cacheDir, memoryLimit });
  const { modules } = compiled;
  const script = await import(compiled.script);
  const imports = Object.fromEntries(compiled.imports.map((name) => [name, importOf(name)]));
  return {
    instantiate() {
      let memory;
      const instantiateCore = (module, given) => {
        const instance = instantiateModule(module, given);
        memory ??= instance.exports.memory;
        return instance;
      };
      const exported = script.instantiate((path) => modules.get(path), imports, instantiateCore);
      const run = exported.evolve ?? exported.decide;
      return { call: (args) => run(...args), memory: () => memory.buffer.byteLength };
    },
    /** The exports of a new instance of its only core module, if that imports nothing. */
    core: () => instantiateModule([...modules.values()][0]).exports,
  };
}

/** What `alternate` times: a component's calls in one cell, checked each time. */
export function inJco({ instantiate }, cell, { checked, who }) {
  return (count) => {
    const exercise = exerciseOf(cell);
    const { call } = instantiate();
    const { milliseconds, answer } = medianCall(exercise, call, count);
    if (checked) exercise.check(answer, who);
    return milliseconds;
  };
}

const RANDOM = {
  getRandomBytes: (length) => new Uint8Array(randomBytes(Number(length))),
  getRandomU64: () => randomBytes(8).readBigUInt64LE(),
};

const importOf = (name) =>
  name.startsWith("wasi:random/")
    ? RANDOM
    : { Database: BenchDatabase, SpeculativeDatabase: BenchDatabase };
