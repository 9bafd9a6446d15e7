import { createHash } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PACKAGE_VERSION } from "../version.js";
import { isPrivateFolder } from "./cacheFolder.js";
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
}

const MANIFEST = "manifest.json";
/** The cache folder has no package.json that would say so. */
const PACKAGE_JSON = `{ "type": "module" }\n`;

/** Changes whenever what is written beside jco's own output changes. */
const FORMAT = 3;

/**
 * Transpiles a component, or finds it in the cache, where it stands under the hash of its content.
 * Nothing of an entry is used whose hash is another than its manifest says: such an entry is made anew.
 * Without a cache folder that is ours, nothing is written.
 */
export async function transpiledComponent(
  component: Uint8Array,
  cacheDir: string | undefined,
): Promise<TranspiledComponent> {
  if (cacheDir === undefined || !(await isPrivateFolder(cacheDir)))
    return inPassing(await transpile(component));
  const folder = join(cacheDir, keyOf(component));
  const entry = await readEntry(folder);
  if (entry !== undefined) return inFolder(folder, entry);
  const made = await transpile(component);
  return (await store(folder, made)) ? inFolder(folder, made) : inPassing(made);
}

/** Another version of this package may have another version of jco, which may write other code. */
const keyOf = (component: Uint8Array): string =>
  createHash("sha256")
    .update(`${PACKAGE_VERSION}\0${String(FORMAT)}\0`)
    .update(component)
    .digest("hex");

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
async function readEntry(folder: string): Promise<Transpiled | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), "utf8"));
    if (!isManifest(manifest)) return undefined;
    const files = new Map<string, Uint8Array>();
    for (const [name, hash] of Object.entries(manifest.files)) {
      const content = await readFile(join(folder, name));
      if (sha256(content) !== hash) return undefined;
      files.set(name, content);
    }
    if ((await readFile(join(folder, "package.json"), "utf8")) !== PACKAGE_JSON) return undefined;
    return { files, imports: manifest.imports };
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  const { files, imports } = (value ?? {}) as { files?: unknown; imports?: unknown };
  return (
    typeof files === "object" &&
    files !== null &&
    SCRIPT in files &&
    Object.keys(files).every((name) => /^[\w.-]+$/.test(name) && name !== "..") &&
    Array.isArray(imports) &&
    imports.every((name) => typeof name === "string")
  );
}

/** Fills a folder of its own first, so that an interrupted run leaves nothing half done in the cache. */
async function store(folder: string, made: Transpiled): Promise<boolean> {
  let unfinished: string | undefined;
  try {
    unfinished = await mkdtemp(`${folder}-`);
    await writeEntry(unfinished, made);
    // What stands there has just been found to be damaged.
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return true;
  } catch {
    if (unfinished !== undefined) await rm(unfinished, { recursive: true, force: true });
    // Another process may have been faster; or the disk is full.
    return (await readEntry(folder)) !== undefined;
  }
}

async function writeEntry(folder: string, { files, imports }: Transpiled): Promise<void> {
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  await writeFile(join(folder, "package.json"), PACKAGE_JSON);
  const hashes = [...files].map(([name, content]) => [name, sha256(content)] as const);
  const manifest: Manifest = { files: Object.fromEntries(hashes), imports };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest));
}

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
