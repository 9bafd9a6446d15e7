import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { jest } from "@jest/globals";

type Files = Record<string, unknown>;

/** Stands in for jco, so that runs can be counted, held up and broken off. */
let transpile: (component: Uint8Array) => Promise<{ files: Files; imports: readonly string[] }>;
jest.unstable_mockModule("@bytecodealliance/jco-transpile", () => ({
  transpileBytes: (component: Uint8Array) => transpile(component),
}));
const { transpiledComponent } = await import("../../src/host/transpileCache.js");
const { defaultCacheDir } = await import("../../src/host/cacheFolder.js");

async function transpiled(component: Uint8Array, cache: string) {
  const found = await transpiledComponent(component, cache);
  const script = fileURLToPath(found.script);
  return { ...found, script, folder: dirname(script) };
}

const COMPONENT = Uint8Array.of(1, 2, 3);
const FILES: Files = {
  "component.js": Buffer.from("export const instantiate = () => ({});"),
  "component.core.wasm": Buffer.from("engine"),
  "component.core2.wasm": Buffer.from("glue"),
  "component.d.ts": Buffer.from("types"),
  "interfaces/wasi.d.ts": Buffer.from("types"),
};
/** The script itself, where there is no file to import. */
const SCRIPT_URL =
  "data:text/javascript;base64,ZXhwb3J0IGNvbnN0IGluc3RhbnRpYXRlID0gKCkgPT4gKHt9KTs=";
const COMPLETE = ["component.core.wasm", "component.core2.wasm", "component.js"];

let cacheDir: string;
let runs: number;

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "transpile-cache-"));
  runs = 0;
  transpile = () => {
    runs += 1;
    return Promise.resolve({ files: FILES, imports: ["a:b/c"] });
  };
});
afterEach(async () => {
  await rm(cacheDir, { recursive: true });
});

/** The folders of the cache, by what they hold of a component. */
async function cached(): Promise<readonly (readonly string[])[]> {
  const folders = (await readdir(cacheDir)).toSorted();
  const files = await Promise.all(folders.map((folder) => readdir(join(cacheDir, folder))));
  return files.map((names) => names.filter((name) => name.startsWith("component")).toSorted());
}

describe("the cache of transpiled components", () => {
  it("holds a component's script, its core modules and the names of its imports", async () => {
    const component = await transpiled(COMPONENT, cacheDir);
    expect([...component.coreModules]).toEqual([
      ["component.core.wasm", Buffer.from("engine")],
      ["component.core2.wasm", Buffer.from("glue")],
    ]);
    expect(component.imports).toEqual(["a:b/c"]);
    expect(component.script).toBe(join(component.folder, "component.js"));
    expect(await cached()).toEqual([COMPLETE]);
  });

  it("spares the second load the transpiling", async () => {
    const first = await transpiled(COMPONENT, cacheDir);
    expect(await transpiled(COMPONENT.slice(), cacheDir)).toEqual(first);
    expect(runs).toBe(1);
  });

  it("keeps other components apart", async () => {
    const one = await transpiled(COMPONENT, cacheDir);
    const other = await transpiled(Uint8Array.of(1, 2), cacheDir);
    expect(other.folder).not.toBe(one.folder);
    expect(runs).toBe(2);
  });

  it("is left empty by a run that fails", async () => {
    const succeed = transpile;
    transpile = () => Promise.reject(new Error("not a component"));
    await expect(transpiled(COMPONENT, cacheDir)).rejects.toThrow(
      "the file is no WebAssembly component",
    );
    transpile = succeed;
    expect(await cached()).toEqual([]);
    await transpiled(COMPONENT, cacheDir);
    expect(await cached()).toEqual([COMPLETE]);
  });

  it("is left empty by a run that cannot write all of its files", async () => {
    const succeed = transpile;
    transpile = () =>
      Promise.resolve({ files: { ...FILES, "component.core3.wasm": 3 }, imports: [] });
    expect((await transpiledComponent(COMPONENT, cacheDir)).script).toBe(SCRIPT_URL);
    transpile = succeed;
    expect(await cached()).toEqual([]);
    await transpiled(COMPONENT, cacheDir);
    expect(await cached()).toEqual([COMPLETE]);
  });

  it("does not take what a killed run left behind for a component", async () => {
    const { folder } = await transpiled(COMPONENT, cacheDir);
    await rm(folder, { recursive: true });
    await mkdir(`${folder}-killed`);
    await writeFile(join(`${folder}-killed`, "component.js"), "half of a scr");
    const component = await transpiled(COMPONENT, cacheDir);
    expect(component.folder).toBe(folder);
    expect(component.coreModules.size).toBe(2);
    expect(runs).toBe(2);
  });

  it("is filled once when two loads run at the same time", async () => {
    const [one, other] = await Promise.all([
      transpiled(COMPONENT, cacheDir),
      transpiled(COMPONENT, cacheDir),
    ]);
    expect(one).toEqual(other);
    expect(await cached()).toEqual([COMPLETE]);
  });

  it.each<[string, (folder: string) => Promise<void>]>([
    ["a changed script", (folder) => writeFile(join(folder, "component.js"), "evil()")],
    ["a cut module", (folder) => writeFile(join(folder, "component.core.wasm"), "eng")],
    ["a missing module", (folder) => rm(join(folder, "component.core2.wasm"))],
    ["a manifest that is no JSON", (folder) => writeFile(join(folder, "manifest.json"), "{")],
    ["a manifest of nothing", (folder) => writeFile(join(folder, "manifest.json"), "null")],
    [
      "a manifest that leads elsewhere",
      (folder) =>
        writeFile(
          join(folder, "manifest.json"),
          JSON.stringify({ files: { "component.js": "", "../x": "" }, imports: [] }),
        ),
    ],
    ["another kind of module", (folder) => writeFile(join(folder, "package.json"), "{}")],
    [
      "no folder",
      async (folder) => {
        await rm(folder, { recursive: true });
        await writeFile(folder, "a file");
      },
    ],
  ])("makes an entry with %s anew", async (_what, damage) => {
    const { folder } = await transpiled(COMPONENT, cacheDir);
    await damage(folder);
    const healed = await transpiled(COMPONENT, cacheDir);
    expect(healed.folder).toBe(folder);
    expect(await readFile(healed.script)).toEqual(FILES["component.js"]);
    expect(await cached()).toEqual([COMPLETE]);
    expect(runs).toBe(2);
    await transpiled(COMPONENT, cacheDir);
    expect(runs).toBe(2);
  });
});

describe("without a cache folder that is the user's own", () => {
  it.each([
    ["in a place that has no folders", "/proc/self/nothing/below"],
    ["that others can write", undefined],
  ])("%s, a component runs from what was made in memory", async (_what, place) => {
    await chmod(cacheDir, 0o777);
    const { script, coreModules } = await transpiledComponent(COMPONENT, place ?? cacheDir);
    expect(script).toBe(SCRIPT_URL);
    expect(coreModules.size).toBe(2);
    expect(await cached()).toEqual([]);
  });

  it("none is used at all", async () => {
    const { script, imports } = await transpiledComponent(COMPONENT, undefined);
    expect(script).toBe(SCRIPT_URL);
    expect(imports).toEqual(["a:b/c"]);
  });
});

describe("the cache folder", () => {
  it.each([
    [{ XDG_CACHE_HOME: "/var/cache" }, "/home/me", "/var/cache/evidentsource-functions"],
    [{ XDG_CACHE_HOME: "" }, "/home/me", "/home/me/.cache/evidentsource-functions"],
    [{ XDG_CACHE_HOME: "cache" }, "/home/me", "/home/me/.cache/evidentsource-functions"],
    [{ XDG_CACHE_HOME: "./" }, "/home/me", "/home/me/.cache/evidentsource-functions"],
    [{}, "/home/me", "/home/me/.cache/evidentsource-functions"],
    [{}, "", undefined],
  ])("is never below the working directory: %j with the home %j", (env, home, expected) => {
    expect(defaultCacheDir(env, home)).toBe(expected);
  });
});
