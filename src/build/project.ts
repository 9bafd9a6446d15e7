import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Where a project's sources are, and where its components go. Absolute paths. */
export interface Project {
  readonly root: string;
  /** The module that exports every definition. */
  readonly index: string;
  readonly tsconfig: string | undefined;
  readonly outDir: string;
}

export interface ProjectOptions {
  /** The index module or the project's folder; default: `src/index.ts` or `index.ts` of the working directory. */
  readonly entry?: string | undefined;
  /** Default: `dist` in the project's folder. */
  readonly outDir?: string | undefined;
  readonly cwd?: string;
}

/** A project that cannot be found or read, or a choice that there is not; the message is all that its author needs. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

const INDEX_FILES = ["src/index.ts", "index.ts", "src/index.js", "index.js"];

/** @throws ProjectError when there is no index module. */
export function findProject({ entry = ".", outDir, cwd = process.cwd() }: ProjectOptions): Project {
  const named = resolve(cwd, entry);
  if (!existsSync(named)) throw new ProjectError(`${entry} does not exist`);
  // The bundler names modules by their real paths, and what is not below the root is no project file.
  const path = realpathSync(named);
  const index = statSync(path).isDirectory() ? indexIn(path, entry) : path;
  const root = statSync(path).isDirectory() ? path : nearestFolder(dirname(index));
  const tsconfig = join(root, "tsconfig.json");
  return {
    root,
    index,
    tsconfig: existsSync(tsconfig) ? tsconfig : undefined,
    outDir: resolve(cwd, outDir ?? join(root, "dist")),
  };
}

function indexIn(folder: string, entry: string): string {
  const found = INDEX_FILES.map((file) => join(folder, file)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const name = entry === "." ? "this folder" : entry;
  throw new ProjectError(
    `${name} has no index module (${INDEX_FILES.slice(0, 2).join(" or ")}); name the module that exports your definitions`,
  );
}

/** The nearest folder above with a tsconfig.json or package.json, else the folder itself. */
function nearestFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (["tsconfig.json", "package.json"].some((file) => existsSync(join(folder, file))))
      return folder;
    if (dirname(folder) === folder) return start;
  }
}

/** The file as it is shown: relative to the project, with slashes. */
export function displayPath({ root }: Project, file: string): string {
  return relative(root, file).split(sep).join("/");
}

/** Whether the file is the project's own source. */
export function isProjectFile({ root }: Project, file: string): boolean {
  return (
    file.startsWith(root + sep) && !file.slice(root.length).includes(`${sep}node_modules${sep}`)
  );
}
