import { ownEngineFiles } from "../../../src/build/quickjs/engineFiles.js";
import { quickjs } from "../../../src/build/quickjs/index.js";
import type { Variant } from "../../../src/build/quickjs/variant.js";
import { QUICKJS_ENVIRONMENT } from "../../../src/build/scan/index.js";
import { verifyComponent } from "../../../src/build/verify.js";
import { methods, parseWit } from "../../../src/build/wit/index.js";
import { batchWit, bundledWit, oddWit } from "../witDocuments.js";

const PATIENCE = 60_000;
const document = parseWit(bundledWit);

const methodsOf = (resource: "database" | "speculative-database"): string[] => {
  const item = resource === "database" ? document.database : document.speculativeDatabase;
  return item === undefined ? [] : methods(item).map((name) => `[method]${resource}.${name}`);
};
const SPECULATING = [...methodsOf("database"), ...methodsOf("speculative-database")];
const PLAIN = methodsOf("database").filter((name) => !name.includes("speculate"));
const drops = (...resources: string[]): string[] =>
  resources.map((resource) => `[resource-drop]${resource}`);

describe("the variants import what their names say", () => {
  it.each<[Variant, string[]]>([
    ["state-view", []],
    ["state-view-random", ["get-random-u64"]],
    ["state-change", [...PLAIN, ...drops("database")]],
    ["state-change-random", [...PLAIN, ...drops("database"), "get-random-u64"]],
    ["state-change-speculate", [...SPECULATING, ...drops("database", "speculative-database")]],
    [
      "state-change-speculate-random",
      [...SPECULATING, ...drops("database", "speculative-database"), "get-random-u64"],
    ],
  ])("%s", (variant, expected) => {
    const names = ownEngineFiles.module(variant).imports.map(({ name }) => name);
    expect(names.sort()).toEqual([...expected].sort());
  });
});

describe.each([
  ["the package's", bundledWit],
  ["the older generation's", batchWit],
  ["an odd", oddWit],
])("with %s document", (_, wit) => {
  it.each([
    ["state-view", false, []],
    ["state-change", false, []],
    ["state-change", true, ["speculate"]],
  ] as const)(
    "a %s, random: %s, that uses %j is a component that imports nothing else",
    async (world, random, used) => {
      const uses = { world, random, databaseFunctions: new Set(used) };
      const code = "export const evolve = () => undefined, decide = evolve;";
      const request = { ...uses, document: parseWit(wit), name: "x", code };
      const { functions } = quickjs().bind(request.document, uses);
      await verifyComponent(await quickjs().build(request), { world, functions, random });
    },
    PATIENCE,
  );
});

/** What the engine says of a view's bundle that throws. */
async function failureOf(code: string, name = "tally"): Promise<string> {
  const databaseFunctions = new Set<never>();
  const view = { world: "state-view", databaseFunctions, random: false, document } as const;
  try {
    await quickjs().build({ ...view, name, code });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was built");
}

describe("a bundle that fails is told", () => {
  it.each([
    [
      "with the places where it did",
      "const f = () => {\n  throw new RangeError('no');\n};\nf();",
      /^RangeError: no\n {4}at f \(my\.tally\.js:2:\d+\)\n {4}at <anonymous> \(my\.tally\.js:4:\d+\)$/,
    ],
    ["when it exports another function", "export const decide = 1;", /^the module does not export/],
    ["when it runs out of its stack", "const f = () => f() + 1; f();", /^RangeError: Maximum/],
    ["when it waits without end", "await new Promise(() => {});", /never settled/],
  ])("%s", async (_, code, message) => {
    const [first, ...rest] = (await failureOf(code, "my.tally")).split("\n");
    expect(first).toBe("The module threw while it was loaded:");
    expect(rest.join("\n")).toMatch(message);
  });

  it("when its syntax is wrong", async () => {
    expect(await failureOf("let let = 1;", "my.tally")).toMatch(
      /^The module cannot be compiled:\nSyntaxError: .+\n {4}at my\.tally\.js:1:\d+$/,
    );
  });
});

describe("what is said to be lacking", () => {
  const presence = async (...names: readonly string[]): Promise<readonly string[]> => {
    const failure = await failureOf(`
      const has = (name) => name.split(".").reduce((value, key) => value?.[key], globalThis) !== undefined;
      throw new Error(JSON.stringify(${JSON.stringify(names)}.filter(has)));`);
    return JSON.parse(/Error: (.*)/.exec(failure)?.[1] ?? "") as string[];
  };

  it("is not there", async () => {
    // Without Atomics and other threads, a shared buffer is one like any other.
    const expected = ["SharedArrayBuffer"];
    expect(await presence(...QUICKJS_ENVIRONMENT.lacking.keys())).toEqual(expected);
  });

  it("is not there unless a bundle brings it along", async () => {
    expect(await presence(...QUICKJS_ENVIRONMENT.supplied.keys())).toEqual([]);
  });

  it.each([
    ["TextEncoder", "TextDecoder", "atob", "btoa", "queueMicrotask", "DOMException"],
    ["console.log", "console.info", "console.warn", "console.error", "console.debug"],
    ["performance.now", "Date.now", "Math.random", "WeakRef", "Symbol.dispose"],
    ["String.prototype.normalize", "Set.prototype.union", "Array.fromAsync", "Object.groupBy"],
  ])("is not %s, %s …", async (...names) => {
    expect(await presence(...names)).toEqual(names);
  });
});
