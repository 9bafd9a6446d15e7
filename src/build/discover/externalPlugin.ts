import { isBuiltin } from "node:module";
import { pathToFileURL } from "node:url";
import type { Plugin } from "rolldown";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { ownResolution } from "../bundle/ownPackage.js";
import { isProjectFile, isTypeScript, type Project } from "../project.js";
import { importPlace, packageOf, type Import } from "./importPlace.js";

/** Leaves libraries to Node, by the paths that the project resolves them to. */
export function externalPlugin(
  project: Project,
  diagnostics: Diagnostic[],
  missing: Import[],
): Plugin {
  return {
    name: "evidentsource-functions:external",
    resolveId: {
      // Neither relative nor absolute, nor made by a plugin.
      filter: { id: /^(?!\0|\.|\/|[a-zA-Z]:)/ },
      async handler(source, importer, extra) {
        if (isBuiltin(source)) return { id: source, external: true };
        const resolved = await this.resolve(source, importer, { ...extra, skipSelf: true });
        if (resolved === null && importer !== undefined) missing.push({ source, importer });
        if (resolved?.external !== false || isProjectFile(project, resolved.id)) return resolved;
        if (isTypeScript(resolved.id) && importer !== undefined) {
          // Neither Node nor the bundler compiles decorators there.
          const where = importPlace({ source, importer }, project);
          diagnostics.push(Problem.typeScriptLibrary({ where }, packageOf(source)));
          return resolved;
        }
        if (source === "class-transformer" && resolved.id !== ownResolution(source)) {
          diagnostics.push(Problem.libraryTwice(source, resolved.id, ownResolution(source)));
        }
        return { id: pathToFileURL(resolved.id).href, external: true };
      },
    },
  };
}
