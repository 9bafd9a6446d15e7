import { componentEmbed, componentNew } from "@bytecodealliance/jco-transpile/wasm-tools";
import { parseWit, tailorStateChangeWit } from "../../src/build/wit/index.js";
import { DATABASE_FUNCTIONS, type DatabaseFunction } from "../../src/domain/index.js";
import { batchWit, bundledWit, oddWit } from "./witDocuments.js";

const tailor = (text: string, ...used: DatabaseFunction[]) =>
  tailorStateChangeWit(parseWit(text), new Set(used));

/** The functions, but for releasing handles, that a component imports which only binds the world. */
async function boundFunctions(witSource: string, world: string): Promise<string[]> {
  const core = await componentEmbed({ dummy: true, witSource, world });
  await componentNew(core);
  const module = await WebAssembly.compile(Buffer.from(core));
  return importsOf(module)
    .map(({ name }) => name)
    .filter((name) => !name.endsWith("_drop"));
}

/** The types of Node leave it out. */
const { imports: importsOf } = WebAssembly.Module as unknown as {
  imports(module: WebAssembly.Module): readonly { name: string }[];
};

describe("tailorStateChangeWit", () => {
  it.each<[string, DatabaseFunction[], string[]]>([
    ["nothing", [], ["name"]],
    ["view", ["view"], ["view-state", "name"]],
    ["view and viewState", ["viewState", "view"], ["view-state", "name"]],
    ["query", ["query"], ["query-events", "name"]],
    ["events", ["events"], ["query-events", "name"]],
    [
      "times",
      ["atRevision", "atEffectiveTimestamp"],
      ["at-revision", "at-effective-timestamp", "name"],
    ],
    ["basis", ["basis", "speculatedEventCount"], ["name"]],
    [
      "attributes",
      ["createdAt", "revision", "revisionTimestamp", "effectiveTimestamp"],
      ["name", "created-at", "revision", "revision-timestamp", "effective-timestamp"],
    ],
  ])("keeps for %s only what is used, and the name", (_, used, expected) => {
    expect(tailor(bundledWit, ...used).functions).toEqual(
      expected.map((name) => `[method]database.${name}`),
    );
  });

  it.each([
    ["transaction", bundledWit],
    ["batch", batchWit],
  ])("keeps the speculative database of the %s generation if it is used", (generation, text) => {
    expect(tailor(text, "speculate", "view", "basis").functions).toEqual([
      `[method]database.speculate-with-${generation}`,
      "[method]database.view-state",
      "[method]database.name",
      `[method]speculative-database.speculate-with-${generation}`,
      "[method]speculative-database.view-state",
      "[method]speculative-database.basis",
      "[method]speculative-database.name",
    ]);
  });

  it("leaves the text alone where everything is used", () => {
    expect(tailor(bundledWit, ...DATABASE_FUNCTIONS).wit).toBe(bundledWit);
  });

  it("removes whole lines and leaves all others as they are", () => {
    const { wit } = tailor(bundledWit, "speculate", "view", "query");
    const lines = new Set(bundledWit.split("\n"));
    expect(wit.split("\n").filter((line) => !lines.has(line))).toEqual([]);
    expect(wit).toContain("// Reconstruction from the code");
    expect(tailor(bundledWit, "view").wit).not.toContain("speculative-database");
  });

  it("removes a method's comments with it", () => {
    const { wit } = tailor(oddWit, "view");
    expect(wit).toMatch(/resource database \{ \/\/ opened\r\n( *\/\/ behind\r\n)? {4}view-state/);
    for (const gone of ["Speculates", "goes", "since", "constructor", "speculative"]) {
      expect(wit).not.toContain(gone);
    }
    expect(wit).toContain("use state-change-types.{database};");
  });

  it("does not promise functions that the document does not have", () => {
    const text = bundledWit.replace(/^ {4}at-revision.*\n/m, "");
    expect(tailor(text, "atRevision").functions).toEqual(["[method]database.name"]);
  });

  it("does without speculation where the document has none", () => {
    const text = bundledWit.replaceAll(/^ +speculate-with.*\n/gm, "");
    const { wit, functions } = tailor(text, "speculate");
    expect(functions).toEqual(["[method]database.name"]);
    expect(wit).not.toContain("resource speculative-database");
  });
});

describe("a tailored document", () => {
  const subsets: DatabaseFunction[][] = [
    [],
    ["view"],
    ["query", "revision"],
    ["atRevision", "atEffectiveTimestamp"],
    ["speculate"],
    ["speculate", "view", "basis"],
    [...DATABASE_FUNCTIONS],
  ];
  const documents = [
    ["bundled", bundledWit],
    ["batch", batchWit],
    ["odd", oddWit],
  ] as const;

  it.each(documents.flatMap(([name, text]) => subsets.map((used) => [name, used, text] as const)))(
    "of the %s document binds exactly the functions of %j",
    async (_, used, text) => {
      const { wit, functions } = tailor(text, ...used);
      expect((await boundFunctions(wit, "state-change")).sort()).toEqual([...functions].sort());
    },
  );

  it.each(documents)(
    "of the %s document still has a state view without imports",
    async (_, text) => {
      expect(await boundFunctions(tailor(text, "view").wit, "state-view")).toEqual([]);
    },
  );
});
