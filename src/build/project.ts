import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { governingTsconfig } from "./governingTsconfig.js";

/** Where a project's sources are, and where its components go. Absolute paths. */
export interface Project {
  readonly root: string;
  /** The module that exports every definition. */
  readonly index: string;
  readonly tsconfig: string | undefined;
  readonly outDir: string;
  /**
   * Reads the project's own files, by their real paths; default: from disk. A build that reads all from
   * one snapshot cannot mix what was saved meanwhile with what was there before.
   */
  readonly read?: (file: string) => string;
}

export interface ProjectOptions {
  /**
   * The index module or the project's folder; default: `src/index.ts` or `index.ts` of the nearest
   * project at or above the working directory.
   */
  readonly entry?: string | undefined;
  /** The project's tsconfig.json, by whatever name, or the folder that it stands in. */
  readonly project?: string | undefined;
  /** Default: `dist` in the project's folder. */
  readonly outDir?: string | undefined;
  readonly cwd?: string;
}

/** A project that cannot be found or read, or a choice that there is not; the message is all that its author needs. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

const INDEX_FILES = ["src/index.ts", "index.ts", "src/index.js", "index.js"];
const MANIFESTS = ["tsconfig.json", "package.json"];

/** @throws ProjectError when there is no index module. */
export function findProject(options: ProjectOptions): Project {
  const { outDir, cwd = process.cwd() } = options;
  const { root, index, tsconfig = nearestTsconfig(root, index) } = found(options, cwd);
  return {
    root,
    index,
    tsconfig: tsconfig === undefined ? undefined : governingTsconfig(tsconfig, index),
    outDir: resolve(cwd, outDir ?? join(root, "dist")),
  };
}

interface Found {
  readonly root: string;
  readonly index: string;
  /** Only where it was named. */
  readonly tsconfig?: string;
}

function found({ entry = ".", project }: ProjectOptions, cwd: string): Found {
  if (project !== undefined) return foundByTsconfig(project, entry, cwd);
  const path = existing(entry, cwd);
  if (!statSync(path).isDirectory()) return { root: rootAbove(dirname(path)), index: path };
  if (entry === ".") return foundAbove(path);
  const root = rootAbove(path);
  return { root, index: namedIndex(path, entry) };
}

function foundByTsconfig(project: string, entry: string, cwd: string): Found {
  const path = existing(project, cwd);
  const isFolder = statSync(path).isDirectory();
  const root = isFolder ? path : dirname(path);
  if (isFolder && !isFile(join(root, "tsconfig.json")))
    throw new ProjectError(`${project} has no tsconfig.json`);
  const named = entry === "." ? root : existing(entry, cwd);
  const index = statSync(named).isDirectory() ? namedIndex(named, project) : named;
  return { root, index, tsconfig: isFolder ? join(root, "tsconfig.json") : path };
}

/** The nearest project at or above a folder, so that the tool works from any folder within one. */
function foundAbove(start: string): Found {
  for (const folder of upwards(start)) {
    const index = MANIFESTS.some((file) => isFile(join(folder, file))) && indexIn(folder);
    if (typeof index === "string") return { root: folder, index };
  }
  const index = indexIn(start);
  if (index !== undefined) return { root: start, index };
  throw new ProjectError(
    `neither this folder nor one above it has an index module (${INDEX_FILES.slice(0, 2).join(" or ")}); name the module that exports your definitions`,
  );
}

/** The bundler names modules by their real paths, and what is not below the root is no project file. */
function existing(named: string, cwd: string): string {
  const path = resolve(cwd, named);
  if (!existsSync(path)) throw new ProjectError(`${named} does not exist`);
  return realpathSync(path);
}

function namedIndex(folder: string, name: string): string {
  const index = indexIn(folder);
  if (index !== undefined) return index;
  throw new ProjectError(
    `${name} has no index module (${INDEX_FILES.slice(0, 2).join(" or ")}); name the module that exports your definitions`,
  );
}

function indexIn(folder: string): string | undefined {
  return INDEX_FILES.map((file) => join(folder, file)).find(isFile);
}

/** The nearest folder at or above with a tsconfig.json or package.json, else the folder itself. */
function rootAbove(start: string): string {
  const isRoot = (folder: string): boolean => MANIFESTS.some((file) => isFile(join(folder, file)));
  return upwards(start).find(isRoot) ?? start;
}

/** As `tsc` looks for it; JavaScript needs none, so that it is not held to one that stands further up. */
function nearestTsconfig(root: string, index: string): string | undefined {
  const folders = isTypeScript(index) ? upwards(root) : [root];
  return folders.map((folder) => join(folder, "tsconfig.json")).find(isFile);
}

function upwards(start: string): readonly string[] {
  const above = dirname(start);
  return above === start ? [start] : [start, ...upwards(above)];
}

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The file as it is shown: relative to the project, with slashes. */
export function displayPath({ root }: Project, file: string): string {
  return relative(root, file).split(sep).join("/");
}

/**
 * Whether the file is the project's own source: what stands below its root, and TypeScript anywhere
 * else, such as a package of the same workspace, unless it is installed as a library.
 * @param file - a real path.
 */
export function isProjectFile({ root }: Project, file: string): boolean {
  const isBelow = file.startsWith(root + sep);
  const isInstalled = file.slice(isBelow ? root.length : 0).includes(`${sep}node_modules${sep}`);
  return !isInstalled && (isBelow || isTypeScript(file));
}

/** Whether Node cannot be relied on to load the file: not every one strips types, and none reads decorators. */
export function isTypeScript(file: string): boolean {
  return /(?<!\.d)\.[mc]?tsx?$/.test(file);
}
