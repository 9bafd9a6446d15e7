import type { ESTree } from "rolldown/utils";
import type { EngineEnvironment } from "./environments.js";
import { globalUses } from "./globalUses.js";
import { LoadedModules } from "./loadedModules.js";
import { ImportedNames, moduleUses } from "./moduleUses.js";
import { walk, type LeaveOut, type Node } from "./syntaxTree.js";
import { definesNormalize, textUses } from "./textUses.js";
import type { Use } from "./use.js";

/** All that a bundle uses of what components lack, or have in their own way. */
export function findUses(
  program: ESTree.Program,
  environment: EngineEnvironment,
  leaveOut?: LeaveOut,
): readonly Use[] {
  const uses: Use[] = [];
  const imports: { node: Node; use: Use }[] = [];
  const names = new ImportedNames();
  const loaded = new LoadedModules();
  let normalizes = false;
  walk(
    program,
    (node, ancestors) => {
      names.visit(node, ancestors);
      loaded.visit(node, ancestors);
      normalizes ||= definesNormalize(node);
      for (const use of moduleUses(node, ancestors)) {
        if (node.type === "ImportDeclaration") imports.push({ node, use });
        else uses.push(use);
      }
      uses.push(
        ...globalUses(node, ancestors, environment),
        ...textUses(node, ancestors, environment),
      );
    },
    leaveOut,
  );
  const isCertain = (use: Use): boolean => use.isCertain && loaded.has(use.wrapper);
  return [
    ...imports.map(({ node, use }) => ({ ...use, references: names.of(node) })),
    // `x.normalize()` is a string's, unless something of the bundle has a method of that name.
    ...uses.map((use) => ({
      ...use,
      isCertain: isCertain(use),
      doubtful: normalizes && use.doubtful === true,
    })),
  ];
}
