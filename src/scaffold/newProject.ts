import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { manifest } from "./manifest.js";
import { inPackage } from "./packageFolder.js";
import { projectReadme } from "./projectReadme.js";
import { RUNNERS, type RunnerName } from "./runners/index.js";
import { ScaffoldError } from "./scaffoldError.js";
import { surroundings } from "./surroundings.js";
import { templateFiles } from "./templateFiles.js";
import type { TemplateName } from "./templates.js";

export interface NewProject {
  /** An absolute path; the folder may be missing, or empty. */
  readonly folder: string;
  readonly template: TemplateName;
  readonly runner: RunnerName;
  /** Where this package comes from: a version, a URL, or the path of a packed tarball from `cwd`. */
  readonly packageSpec?: string | undefined;
  readonly cwd: string;
  /** Also write into a folder that holds something; files that would be replaced are named, and kept. */
  readonly force?: boolean;
}

/** What was written, and what was there already and is left as it is. */
export interface WrittenProject {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Writes a new project from a template. Nothing that is there is ever replaced.
 * @throws ScaffoldError for a folder that holds something, and for one that cannot be written to.
 */
export async function newProject(request: NewProject): Promise<WrittenProject> {
  const { folder, template, runner: runnerName, cwd, force = false } = request;
  const runner = RUNNERS[runnerName]();
  await checkFolder(folder, force);
  const packageSpec = await specFrom(folder, request.packageSpec, cwd);
  const name = packageName(basename(folder));
  const files = new Map<string, string>();
  for (const [path, text] of await templateFiles(template))
    files.set(path, path.startsWith("__tests__/") ? runner.testText(text) : text);
  for (const [path, text] of [...runner.files, ...surroundings(runner)]) files.set(path, text);
  files.set("package.json", manifest({ name, runner, packageSpec }));
  files.set("README.md", projectReadme(name, template, files.has("commands.jsonl")));
  files.set("AGENTS.md", await readFile(inPackage("scaffold/AGENTS.md"), "utf8"));
  return writeAll(folder, files);
}

async function checkFolder(folder: string, force: boolean): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isDirectory())
    throw new ScaffoldError(`${folder} is a file; name a folder that is not there yet, or empty`);
  const held = (await readdir(folder)).filter((name) => !HARMLESS.has(name));
  if (held.length === 0 || force) return;
  const [first = "", second] = held;
  const some = second === undefined ? first : `${first}, ${second}${held.length > 2 ? ", …" : ""}`;
  throw new ScaffoldError(
    `${folder} is not empty (${some}); nothing was written. Name another folder, or give --force to add what is missing, which replaces no file`,
  );
}

/** What a folder may hold that is as good as empty. */
const HARMLESS: ReadonlySet<string> = new Set([".git", ".DS_Store", ".idea"]);

async function writeAll(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<WrittenProject> {
  const written: string[] = [];
  const kept: string[] = [];
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      const result = (await isWritten(file, text)) ? written : kept;
      result.push(path);
    }
  } catch (error) {
    const { code = "an error", path = folder } = error as NodeJS.ErrnoException;
    throw new ScaffoldError(`${path} cannot be written: ${code}`, { cause: error });
  }
  return { written, kept };
}

/** `false` for a file that is there. */
async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A path is written as one from the new project, as package managers read it. */
async function specFrom(
  folder: string,
  spec: string | undefined,
  cwd: string,
): Promise<string | undefined> {
  if (spec === undefined) return undefined;
  const path = resolve(cwd, spec.replace(/^file:/, ""));
  if ((await stat(path).catch(() => undefined)) === undefined) {
    if (/^(file:|\.{0,2}\/)/.test(spec)) throw new ScaffoldError(`${spec} does not exist`);
    return spec;
  }
  return `file:${relative(folder, path).replaceAll("\\", "/")}`;
}

/** What npm takes as a name. */
function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return name === "" ? "my-domain" : name;
}
