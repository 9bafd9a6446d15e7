import { parseAst } from "rolldown/parseAst";
import { resolve } from "node:path";
import { formatDiagnostic } from "../../src/model/diagnostic.js";
import { scanEmittedEvents } from "../../src/build/scan/index.js";
import { bundleOf, bundleOfExample, scanTestBundle } from "./bundling.js";

describe("the savings account", () => {
  it.each([
    ["account-summary", "state-view", []],
    ["withdraw", "state-change", ["view"]],
    ["transfer", "state-change", ["view"]],
    ["close-account", "state-change", ["view"]],
    ["open-account", "state-change", ["view"]],
    ["deposit", "state-change", ["view"]],
  ] as const)("%s is without fault and uses what it calls", async (module, kind, functions) => {
    const result = scanTestBundle(await bundleOfExample(module), kind);
    expect(result.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(result.drawsRandomness).toBe(false);
    expect([...result.databaseFunctions].filter((name) => name !== "name").sort()).toEqual(
      functions,
    );
  });

  it("emits events of known classes", async () => {
    const { code, locate } = await bundleOfExample("transfer");
    const where = { file: resolve("examples/savings-account/src/transfer.ts") };
    expect(scanEmittedEvents(code, locate)).toMatchObject([
      { className: "AccountDebited", namesStream: false, where },
      { className: "AccountCredited", namesStream: false, where },
    ]);
  });

  it("is scanned in a few times the time that parsing takes", async () => {
    const bundle = await bundleOfExample("transfer");
    const again = bundle.code.replaceAll(/^(import|export) .*$/gm, "");
    const code = `${bundle.code}\n(() => {\n${again}\n})();`;
    expect(code.length).toBeGreaterThan(200_000);
    const parsing = fastest(() => parseAst(code));
    const scanning = fastest(() => scanTestBundle({ ...bundle, code }, "state-change"));
    expect(scanning / parsing).toBeLessThan(15);
  });
});

/** Milliseconds of the fastest of several runs. */
function fastest(run: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe("a project with mistakes", () => {
  it("is told all of them with their places in the sources", async () => {
    const bundle = await bundleOf({
      "src/main.ts": `import { readFileSync } from "node:fs";
import { isWord, price, slug } from "./slug.ts";
import { load } from "../lib/load.cjs";

function Command(name: string): ClassDecorator { return () => void name; }

@Command(String(Math.random()))
export class Withdraw {
  id: string = crypto.randomUUID();
  static started = new Date();
  at(): string {
    return slug(new Date().toISOString(), readFileSync("x", "utf8"), load(), price(isWord("x") ? 1 : 2));
  }
}`,
      "src/slug.ts": `enum Form { Canonical = "NFC" }
export const slug = (...parts: string[]): string =>
  parts.map((part) => part.normalize(Form.Canonical)).sort((a, b) => a.localeCompare(b)).join();
const format = new Intl.NumberFormat("de");
export const price = (value: number): string => format.format(value);
export const isWord = (text: string): boolean => /^\\p{L}+$/u.test(text);`,
      "lib/load.cjs": `exports.load = () => process.cwd() + require("node:os").cpus();`,
    });
    const { diagnostics, drawsRandomness } = scanTestBundle(bundle, "state-change");
    const lines = diagnostics
      .map(formatDiagnostic)
      .map((line) => line.replace(/ (does|gives|is|knows) .*/, ""));
    expect(lines.sort()).toEqual([
      "/project/lib/load.cjs:1:22 warning ESF501: process",
      "/project/lib/load.cjs:1:34 warning ESF501: The module node:os",
      "/project/src/main.ts:10:20 error ESF503 Withdraw.started: new Date()",
      "/project/src/main.ts:12:17 error ESF502 Withdraw.at: new Date()",
      "/project/src/main.ts:12:43 error ESF501: The module node:fs",
      "/project/src/main.ts:7:17 error ESF503: Math.random()",
      "/project/src/slug.ts:3:23 error ESF501: String.prototype.normalize()",
      "/project/src/slug.ts:3:70 warning ESF501: localeCompare()",
      "/project/src/slug.ts:4:20 error ESF501: Intl",
      "/project/src/slug.ts:6:50 error ESF501: \\p{…} in a regular expression",
    ]);
    expect(drawsRandomness).toBe(true);
  });
});
