import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { PACKAGE_VERSION } from "../version.js";

/** A component as JavaScript and core modules, in a folder. */
export interface TranspiledComponent {
  readonly folder: string;
  /** The JavaScript file, which exports `instantiate`. */
  readonly script: string;
  /** Names of the core modules. */
  readonly coreModules: readonly string[];
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
}

const IMPORTS_FILE = "imports.json";

/** Changes whenever what is written beside jco's own output changes. */
const FORMAT = 2;

/** Where transpiled components are kept: in the user's own cache folder, because they are run. */
export function defaultCacheDir(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(base, "evidentsource-functions");
}

/** Transpiles a component, or finds it in the cache, where it stands under the hash of its content. */
export async function transpiled(
  component: Uint8Array,
  cacheDir: string,
): Promise<TranspiledComponent> {
  // Another version of this package may have another version of jco, which may write other code.
  const version = `${PACKAGE_VERSION}\0${String(FORMAT)}\0`;
  const key = createHash("sha256").update(version).update(component).digest("hex");
  const folder = join(cacheDir, key);
  if (!existsSync(folder)) await transpileInto(component, folder);
  const files = await readdir(folder);
  return {
    folder,
    script: join(folder, "component.js"),
    coreModules: files.filter((file) => file.endsWith(".wasm")),
    imports: JSON.parse(await readFile(join(folder, IMPORTS_FILE), "utf8")) as string[],
  };
}

/** Fills a folder of its own first, so that an interrupted run leaves nothing half done in the cache. */
async function transpileInto(component: Uint8Array, folder: string): Promise<void> {
  // Loaded when it is needed: it takes longer to load than everything else here.
  const { transpileBytes } = await import("@bytecodealliance/jco-transpile");
  const options = {
    name: "component",
    instantiation: "sync" as const,
    // Refuses numbers out of range instead of wrapping them.
    strict: true,
    noComponentErrorWrapping: false,
    emitTypescriptDeclarations: false,
  };
  const { files, imports } = await transpileBytes(component, options).catch((cause: unknown) => {
    throw new TypeError("the file is no WebAssembly component", { cause });
  });
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await writeFiles(unfinished, files, imports);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
  imports: readonly string[],
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    if (name.includes("/") || name.endsWith(".d.ts")) continue;
    await writeFile(join(folder, name), name.endsWith(".js") ? keepingMarks(content) : content);
  }
  await writeFile(join(folder, IMPORTS_FILE), JSON.stringify(imports));
  // The cache folder has no package.json that would say so.
  await writeFile(join(folder, "package.json"), `{ "type": "module" }\n`);
}

/** jco's decoder takes a byte order mark off the start of every text, where it belongs to the text. */
function keepingMarks(script: Uint8Array): string {
  const decoder = "new TextDecoder()";
  return Buffer.from(script)
    .toString("utf8")
    .replaceAll(decoder, `new TextDecoder("utf-8", { ignoreBOM: true })`);
}

export const readCoreModule = (
  { folder }: TranspiledComponent,
  name: string,
): Promise<Uint8Array> => readFile(join(folder, name));
