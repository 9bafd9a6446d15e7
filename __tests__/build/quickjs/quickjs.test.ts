import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { componentEngineOf } from "../../../src/artifact/componentEngineOf.js";
import { EngineError, type ComponentRequest } from "../../../src/build/engines/componentEngine.js";
import { EngineFiles } from "../../../src/build/quickjs/engineFiles.js";
import { quickjs } from "../../../src/build/quickjs/index.js";
import { verifyComponent } from "../../../src/build/verify.js";
import { parseWit } from "../../../src/build/wit/index.js";
import { PACKAGE_VERSION } from "../../../src/version.js";
import { bundledWit } from "../witDocuments.js";
import { tinyEngine } from "./tinyEngine.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "esf-engine-"));
});
afterEach(() => rm(folder, { recursive: true }));

const RANDOM = `(import "wasi:random/random@0.2.0" "get-random-u64" (func (result i64)))`;

/** A folder of engines, with a list of their hashes. */
async function engineFiles(engines: Readonly<Record<string, Uint8Array>>): Promise<EngineFiles> {
  const lines: string[] = [];
  for (const [variant, bytes] of Object.entries(engines)) {
    await writeFile(join(folder, `${variant}.wasm`), bytes);
    lines.push(`${createHash("sha256").update(bytes).digest("hex")}  ${variant}.wasm\n`);
  }
  await writeFile(join(folder, "SHA256SUMS"), lines.join(""));
  return new EngineFiles(folder);
}

const REQUEST: ComponentRequest = {
  world: "state-view",
  databaseFunctions: new Set(),
  random: false,
  document: parseWit(bundledWit),
  name: "tally",
  code: "export const evolve = () => undefined;",
};

describe("a component", () => {
  it("is made of the engine's file and the bundle, and says so", async () => {
    const files = await engineFiles({ "state-view": await tinyEngine() });
    const { component, imports } = await quickjs({}, files).build(REQUEST);
    expect(imports).toEqual([]);
    expect(Buffer.from(component).includes(REQUEST.code)).toBe(true);
    expect(componentEngineOf(component)).toBe(`quickjs ${files.version}`);
  });

  it("is the same for the same bundle, and another one for other settings", async () => {
    const files = await engineFiles({ "state-view": await tinyEngine() });
    const [first, again, limited] = await Promise.all(
      [{}, {}, { stepLimit: 3 }].map((settings) => quickjs(settings, files).build(REQUEST)),
    );
    expect(first).toEqual(again);
    expect(limited).not.toEqual(first);
  });

  it("imports the randomness that it draws", async () => {
    const files = await engineFiles({
      "state-view": await tinyEngine(),
      "state-view-random": await tinyEngine({ imports: RANDOM }),
    });
    const built = await quickjs({}, files).build({ ...REQUEST, random: true });
    await verifyComponent(built, { world: "state-view", functions: [], random: true });
    await expect(
      verifyComponent(built, { world: "state-view", functions: [], random: false }),
    ).rejects.toThrow("the component imports wasi:random/random@0.2.0");
  });

  it("cannot be made for a world that the engine is not made for", async () => {
    const files = await engineFiles({ "state-change": await tinyEngine() });
    const built = quickjs({}, files).build({ ...REQUEST, world: "state-change" });
    await expect(built).rejects.toThrow(EngineError);
    await expect(built).rejects.toThrow(/^the engine does not fit the WIT document: /);
  });

  it("names a failing bundle after its definition", async () => {
    const files = await engineFiles({ "state-view": await tinyEngine() });
    const code = "!Error: no\n    at tally.js:1:1";
    await expect(quickjs({}, files).build({ ...REQUEST, code })).rejects.toThrow(
      "The module threw while it was loaded:\nError: no\n    at tally.js:1:1",
    );
  });
});

describe("the engine's version", () => {
  it("changes with each of its files", async () => {
    const before = (await engineFiles({ "state-view": await tinyEngine() })).version;
    expect(before).toMatch(new RegExp(`^${PACKAGE_VERSION.replaceAll(".", "\\.")}\\+[0-9a-f]{8}$`));
    const after = await engineFiles({ "state-view": await tinyEngine({ imports: RANDOM }) });
    expect(after.version).not.toBe(before);
  });
});

describe("a file of the engine", () => {
  it("that was changed is refused", async () => {
    const files = await engineFiles({ "state-view": await tinyEngine() });
    await writeFile(join(folder, "state-view.wasm"), await tinyEngine({ imports: RANDOM }));
    expect(() => files.module("state-view")).toThrow(EngineError);
    expect(() => files.module("state-view")).toThrow(
      /state-view\.wasm is not the file that this package came with; install the package again$/,
    );
  });

  it("that the list of hashes does not know is refused", async () => {
    const files = await engineFiles({ "state-view": await tinyEngine() });
    await writeFile(join(folder, "state-change.wasm"), await tinyEngine());
    expect(() => files.module("state-change")).toThrow("is not the file that this package came");
  });

  it("that is not there is told", async () => {
    const files = await engineFiles({});
    expect(() => files.module("state-view")).toThrow(
      /the engine's file \S+state-view\.wasm is missing/,
    );
    await rm(join(folder, "SHA256SUMS"));
    expect(() => files.version).toThrow(/the engine's file \S+SHA256SUMS is missing/);
  });
});
