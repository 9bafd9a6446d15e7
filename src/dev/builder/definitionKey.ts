import { join } from "node:path";
import { sha256 } from "../../artifact/index.js";
import type { Discovered, Discovery } from "../../build/index.js";

/**
 * What a definition's code, and all that is found out about it, depends on, as one hash: the modules
 * that it reaches with their texts, what the model says of it, and of all events what its calls of
 * `event(…)` are judged by.
 */
export function definitionKey(
  definition: Discovered,
  discovery: Discovery,
  read: (file: string) => string,
): string {
  const { model, imports, keptModules } = discovery;
  const { world, name, exportNames, declarations } = definition;
  // What is imported for its side effects is a part of every component.
  const reached =
    declarations === undefined || keptModules.size > 0
      ? [...imports.keys()]
      : reachedFrom(
          declarations.map(({ file }) => file),
          imports,
        );
  const texts = reached
    .filter((file) => imports.has(file))
    .sort()
    .map((file) => [file, sha256(read(file))]);
  const own = (world === "state-view" ? model.stateViews : model.stateChanges).find(
    (one) => one.name === name,
  );
  const events = model.events.map(({ className, stream, subjectProperty }) => [
    className,
    stream === undefined,
    subjectProperty === undefined,
  ]);
  return sha256(JSON.stringify([world, name, exportNames, declarations, texts, own, events]));
}

function reachedFrom(modules: readonly string[], imports: Discovery["imports"]): readonly string[] {
  const reached = new Set(modules.map((file) => join(file)));
  for (const module of reached) for (const next of imports.get(module) ?? []) reached.add(next);
  return [...reached];
}
