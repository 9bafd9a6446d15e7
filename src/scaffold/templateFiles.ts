import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inPackage } from "./packageFolder.js";
import type { TemplateName } from "./templates.js";

/** Texts by their path in a project, with slashes. */
export type Files = ReadonlyMap<string, string>;

/** What of a template is the domain: sources, tests, commands. What is around it depends on the runner. */
export async function templateFiles(template: TemplateName): Promise<Files> {
  const folder = inPackage(`examples/${template}`);
  const files = new Map<string, string>();
  for (const path of await filesBelow(folder))
    if (path !== "tsconfig.json") files.set(path, await readFile(join(folder, path), "utf8"));
  return files;
}

async function filesBelow(folder: string, within = ""): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = within === "" ? entry.name : `${within}/${entry.name}`;
    if (!entry.isDirectory()) found.push(path);
    else if (entry.name !== "dist") found.push(...(await filesBelow(folder, path)));
  }
  return found.sort();
}
