import { EngineError } from "../../../src/build/engines/componentEngine.js";
import { bindWit } from "../../../src/build/quickjs/bindWit.js";
import { parseWit } from "../../../src/build/wit/index.js";
import { batchWit, bundledWit, oddWit } from "../witDocuments.js";

const TYPES = "evidentsource:decider/state-change-types@0.1.0";
const RANDOM = "wasi:random/random@0.2.0";

const importsOf = (...names: readonly (readonly [module: string, name: string])[]) => ({
  imports: names.map(([module, name]) => ({ module, name, type: 0 })),
});

const SPECULATING = importsOf(
  [TYPES, "[resource-drop]database"],
  [TYPES, "[resource-drop]speculative-database"],
  [TYPES, "[method]database.view-state"],
  [TYPES, "[method]database.speculate-with-transaction"],
  [TYPES, "[method]speculative-database.speculate-with-transaction"],
  [TYPES, "[method]speculative-database.basis"],
);

/** What the engine's imports are called with a document. */
function names(wit: string, engine = SPECULATING): string[] {
  const { rename } = bindWit(parseWit(wit), "state-change", engine);
  return engine.imports.map(rename).map(({ module, name }) => `${module}#${name}`);
}

describe("the engine's imports are named as in the document", () => {
  it("of the package itself: unchanged", () => {
    expect(names(bundledWit)).toEqual(
      SPECULATING.imports.map(({ module, name }) => `${module}#${name}`),
    );
    expect(names(oddWit)).toEqual(names(bundledWit));
  });

  it("of the older generation, with its version and its word for speculation", () => {
    const types = "evidentsource:decider/state-change-types@0.0.9";
    expect(names(batchWit)).toEqual([
      `${types}#[resource-drop]database`,
      `${types}#[resource-drop]speculative-database`,
      `${types}#[method]database.view-state`,
      `${types}#[method]database.speculate-with-batch`,
      `${types}#[method]speculative-database.speculate-with-batch`,
      `${types}#[method]speculative-database.basis`,
    ]);
  });

  it.each([
    ["without a version", "evidentsource:decider;", "evidentsource:decider/state-change-types"],
    ["of another package", "acme:ledger@2.1.0;", "acme:ledger/state-change-types@2.1.0"],
  ])("%s", (_, declaration, module) => {
    const wit = bundledWit.replace("evidentsource:decider@0.1.0;", declaration);
    expect(names(wit)[0]).toBe(`${module}#[resource-drop]database`);
  });

  it("with another name of the interface", () => {
    const wit = bundledWit.replaceAll("state-change-types", "decider-types");
    expect(names(wit)[2]).toBe(
      "evidentsource:decider/decider-types@0.1.0#[method]database.view-state",
    );
  });
});

it("tells the methods that a component may import, but not how handles are given back", () => {
  expect(bindWit(parseWit(batchWit), "state-change", SPECULATING).functions).toEqual([
    "[method]database.view-state",
    "[method]database.speculate-with-batch",
    "[method]speculative-database.speculate-with-batch",
    "[method]speculative-database.basis",
  ]);
});

describe("randomness", () => {
  it.each(["state-view", "state-change"] as const)("becomes an import of the %s", (world) => {
    const engine = importsOf([RANDOM, "get-random-u64"]);
    const { wit, functions, rename } = bindWit(parseWit(oddWit), world, engine);
    expect(wit).toMatch(new RegExp(`world ${world} \\{\\s+import wasi:random/random@0\\.2\\.0;`));
    expect(wit.match(/import wasi:random/g)).toHaveLength(1);
    expect(wit).toMatch(/package wasi:random@0\.2\.0 \{[^}]+get-random-u64: func\(\) -> u64;/);
    expect(functions).toEqual([]);
    expect(engine.imports.map(rename)).toEqual(engine.imports);
  });

  it("is not in the document of an engine that draws none", () => {
    expect(bindWit(parseWit(bundledWit), "state-change", SPECULATING).wit).toBe(bundledWit);
  });
});

describe("an engine does not fit", () => {
  it("a document that lacks a method", () => {
    const wit = bundledWit.replace("    basis: func() -> database; // [P]\n", "");
    expect(() => names(wit)).toThrow(EngineError);
    expect(() => names(wit)).toThrow(
      "the WIT document declares no speculative-database.basis, which the engine quickjs needs",
    );
  });

  it.each([
    ["another host's function", "env", "now"],
    ["files", "wasi:filesystem/types@0.2.0", "[method]descriptor.read"],
    ["another interface of the package", "evidentsource:decider/state-view-types@0.1.0", "x"],
  ])("when it imports %s", (_, module, name) => {
    expect(() => names(bundledWit, importsOf([module, name]))).toThrow(
      `this engine cannot be snapshotted: it imports ${module}#${name}, which no host has`,
    );
  });
});
