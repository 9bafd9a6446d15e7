import { createHash } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PACKAGE_VERSION } from "../version.js";
import { isPrivateFolder } from "./cacheFolder.js";
import { withMainModule, type WithMainModule } from "./mainModule.js";
import { SCRIPT, transpile, type Transpiled } from "./transpile.js";

/** A component whose script can be imported. */
export interface TranspiledComponent {
  /** The URL of the script, which exports `instantiate`: of a file of the cache, or with all that it says. */
  readonly script: string;
  /** Core modules by name. */
  readonly coreModules: ReadonlyMap<string, Uint8Array>;
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
}

/** What an entry of the cache says of itself. */
interface Manifest {
  /** Hashes by file name. */
  readonly files: Readonly<Record<string, string>>;
  readonly imports: readonly string[];
  /** The core module that each component brings along itself, so that it is not kept. */
  readonly main?: string;
}

const MANIFEST = "manifest.json";
/** The cache folder has no package.json that would say so. */
const PACKAGE_JSON = `{ "type": "module" }\n`;

/** Changes whenever what is written beside jco's own output changes. */
const FORMAT = 4;

/**
 * Transpiles a component, or finds it in the cache. Components that differ only in what their main
 * module's memory starts with, as those of one engine do, share an entry, and with it the script.
 * Nothing of an entry is used whose hash is another than its manifest says: such an entry is made anew.
 * Without a cache folder that is ours, nothing is written.
 */
export async function transpiledComponent(
  component: Uint8Array,
  cacheDir: string | undefined,
): Promise<TranspiledComponent> {
  if (cacheDir === undefined || !(await isPrivateFolder(cacheDir)))
    return inPassing(await transpile(component));
  const parts = withMainModule(component);
  const whole = join(cacheDir, keyOf([component]));
  const shared = parts === undefined ? whole : join(cacheDir, keyOf(parts.shell));
  const entry = (await readEntry(shared, parts)) ?? (await readEntry(whole, parts));
  if (entry !== undefined) return entry;
  const made = await transpile(component);
  const main = parts && nameOfModule(parts.main, made);
  const folder = main === undefined ? whole : shared;
  return (await store(folder, made, main)) ? inFolder(folder, made) : inPassing(made);
}

/** Another version of this package may have another version of jco, which may write other code. */
function keyOf(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256").update(
    `${PACKAGE_VERSION}\0${String(FORMAT)}\0${String(parts.length)}\0`,
  );
  // With their lengths, so that nothing moves from one part to the next unnoticed.
  for (const part of parts) hash.update(`${String(part.length)}\0`).update(part);
  return hash.digest("hex");
}

/** What jco calls a module that it left as it is. */
const nameOfModule = (module: Uint8Array, { files }: Transpiled): string | undefined =>
  [...files].find(([, content]) => Buffer.compare(content, module) === 0)?.[0];

const inFolder = (folder: string, made: Transpiled): TranspiledComponent =>
  withScript(pathToFileURL(join(folder, SCRIPT)).href, made);

const inPassing = (made: Transpiled): TranspiledComponent => {
  const script = Buffer.from(made.files.get(SCRIPT) ?? "").toString("base64");
  return withScript(`data:text/javascript;base64,${script}`, made);
};

const withScript = (script: string, { files, imports }: Transpiled): TranspiledComponent => ({
  script,
  coreModules: new Map([...files].filter(([name]) => name.endsWith(".wasm"))),
  imports,
});

/** The entry, if it is there, and whole. */
async function readEntry(
  folder: string,
  parts: WithMainModule | undefined,
): Promise<TranspiledComponent | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), "utf8"));
    if (!isManifest(manifest)) return undefined;
    const files = new Map<string, Uint8Array>();
    if (manifest.main !== undefined) {
      if (parts === undefined) return undefined;
      files.set(manifest.main, parts.main);
    }
    for (const [name, hash] of Object.entries(manifest.files)) {
      const content = await readFile(join(folder, name));
      if (sha256(content) !== hash) return undefined;
      files.set(name, content);
    }
    if ((await readFile(join(folder, "package.json"), "utf8")) !== PACKAGE_JSON) return undefined;
    return inFolder(folder, { files, imports: manifest.imports });
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  const { files, imports, main } = (value ?? {}) as Record<keyof Manifest, unknown>;
  return (
    (main === undefined || typeof main === "string") &&
    typeof files === "object" &&
    files !== null &&
    SCRIPT in files &&
    Object.keys(files).every((name) => /^[\w.-]+$/.test(name) && name !== "..") &&
    Array.isArray(imports) &&
    imports.every((name) => typeof name === "string")
  );
}

/** Fills a folder of its own first, so that an interrupted run leaves nothing half done in the cache. */
async function store(folder: string, made: Transpiled, main: string | undefined): Promise<boolean> {
  let unfinished: string | undefined;
  try {
    unfinished = await mkdtemp(`${folder}-`);
    await writeEntry(unfinished, made, main);
    // What stands there has just been found to be damaged.
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return true;
  } catch {
    if (unfinished !== undefined) await rm(unfinished, { recursive: true, force: true });
    // Another process may have been faster; or the disk is full.
    return (await readEntry(folder, { main: new Uint8Array(), shell: [] })) !== undefined;
  }
}

async function writeEntry(
  folder: string,
  { files, imports }: Transpiled,
  main: string | undefined,
): Promise<void> {
  const hashes: Record<string, string> = {};
  for (const [name, content] of files) {
    if (name === main) continue;
    await writeFile(join(folder, name), content);
    hashes[name] = sha256(content);
  }
  await writeFile(join(folder, "package.json"), PACKAGE_JSON);
  const manifest: Manifest = { files: hashes, imports, ...(main !== undefined && { main }) };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest));
}

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
