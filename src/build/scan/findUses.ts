import type { ESTree } from "rolldown/utils";
import type { EngineEnvironment } from "./environments.js";
import { globalUses } from "./globalUses.js";
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
  let normalizes = false;
  walk(
    program,
    (node, ancestors) => {
      names.visit(node, ancestors);
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
  return [
    ...imports.map(({ node, use }) => ({ ...use, references: names.of(node) })),
    // `x.normalize()` is a string's, unless something of the bundle has a method of that name.
    ...uses.map((use) => (normalizes ? use : { ...use, doubtful: false })),
  ];
}
