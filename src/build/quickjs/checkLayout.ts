import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../domain/index.js";
import { PACKAGE_ROOT } from "../bundle/ownPackage.js";
import {
  functionDifference,
  parseWit,
  witFunctions,
  type WitDocument,
  type WitFunction,
} from "../wit/index.js";
import { EngineError } from "../engines/componentEngine.js";

/** A function of the document, and what it was called when the engine was made. */
export interface BoundFunction {
  readonly expected: string;
  readonly found: string;
}

const EXPORTS: Readonly<Record<World, string>> = {
  "state-view": "evolve",
  "state-change": "decide",
};

/**
 * Makes sure that values of a document lie in memory where the engine reads and writes them. It was
 * made for the document of this package: widths, members and their order are a part of its code, and
 * the signatures of a core module tell nothing of them.
 * @param functions - those that the engine imports, such as `database.view-state`.
 * @throws EngineError with the first difference.
 */
export function checkLayout(
  document: WitDocument,
  world: World,
  functions: readonly BoundFunction[],
): void {
  const exported = EXPORTS[world];
  const [expected, found] = [witFunctions(ownDocument()), witFunctions(document)];
  for (const names of [{ expected: exported, found: exported }, ...functions]) {
    const difference = functionDifference(
      functionOf(expected, names.expected),
      functionOf(found, names.found),
    );
    if (difference === undefined) continue;
    throw new EngineError(
      `the WIT document is not the one that the engine quickjs was made for: ${difference}; use the document of this package, or --engine starlingmonkey, which reads any`,
    );
  }
}

let own: WitDocument | undefined;

/** The document that the engine's offsets were generated from. */
function ownDocument(): WitDocument {
  return (own ??= parseWit(readFileSync(join(PACKAGE_ROOT, "wit/decider.wit"), "utf8")));
}

function functionOf(functions: readonly WitFunction[], name: string): WitFunction {
  const found = functions.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  throw new EngineError(
    `the WIT document declares no function ${name}, which the engine quickjs needs`,
  );
}
