import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../domain/index.js";
import { displayPath, ProjectError, type Project } from "../project.js";

/**
 * Refuses a tsconfig.json or package.json that is broken: readers of either take what they can, so that
 * only what follows from that would be told.
 * @throws ProjectError that names the file and says why.
 */
export function checkManifests(project: Project): void {
  const manifest = join(project.root, "package.json");
  if (existsSync(manifest)) check(manifest, project, (text) => text);
  if (project.tsconfig !== undefined) check(project.tsconfig, project, withoutComments);
}

function check(file: string, project: Project, jsonOf: (text: string) => string): void {
  const text = jsonOf(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  try {
    if (text.trim() !== "") JSON.parse(text);
  } catch (error) {
    throw new ProjectError(`${displayPath(project, file)} cannot be read: ${messageOf(error)}`);
  }
}

/** As TypeScript reads it: comments count for nothing, nor does a comma after the last member. */
function withoutComments(text: string): string {
  const comment = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  const comma = /"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])/g;
  const keepStrings = (found: string): string => (found.startsWith('"') ? found : " ");
  return text.replace(comment, keepStrings).replace(comma, keepStrings);
}
