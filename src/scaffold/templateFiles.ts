import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inPackage } from "./packageFolder.js";
import { ScaffoldError } from "./scaffoldError.js";
import type { TemplateName } from "./templates.js";

/** Texts by their path in a project, with slashes. */
export type Files = ReadonlyMap<string, string>;

/**
 * What of a template is the domain: sources, tests, commands. What is around it depends on the runner.
 * @throws ScaffoldError when the package that runs holds no sources of it.
 */
export async function templateFiles(
  template: TemplateName,
  folder = inPackage(`examples/${template}`),
): Promise<Files> {
  const files = new Map<string, string>();
  for (const path of await filesBelow(folder))
    if (path !== "tsconfig.json") files.set(path, await readFile(join(folder, path), "utf8"));
  // A package that was packed or copied in part: what would be written is no project.
  if (!files.has("src/index.ts"))
    throw new ScaffoldError(
      `the template ${template} has no src/index.ts in ${folder}; install evidentsource-functions anew`,
    );
  return files;
}

async function filesBelow(folder: string, within = ""): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(join(folder, within), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = within === "" ? entry.name : `${within}/${entry.name}`;
    if (!entry.isDirectory()) found.push(path);
    else if (entry.name !== "dist") found.push(...(await filesBelow(folder, path)));
  }
  return found.sort();
}
