import type { World } from "../../domain/index.js";
import { EngineError } from "../engines/componentEngine.js";
import { methods, SPECULATE, type WitBinding, type WitDocument } from "../wit/index.js";
import { checkLayout } from "./checkLayout.js";
import { unfit, type EngineModule, type ImportedFunction } from "./engineModule.js";

export interface EngineBinding extends WitBinding {
  /** What the document calls a function that the engine imports. */
  readonly rename: (imported: ImportedFunction) => ImportedFunction;
}

/**
 * Connects an engine's imports with a WIT document. The engine was built against one version of the
 * package and one generation of names; the document may have others.
 * @throws EngineError when the document does not declare what the engine imports, or has other values.
 */
export function bindWit(
  document: WitDocument,
  world: World,
  { imports }: Pick<EngineModule, "imports">,
): EngineBinding {
  const rename = (imported: ImportedFunction): ImportedFunction =>
    isRandom(imported) ? imported : inDocument(imported, document);
  const random = imports.find(isRandom);
  checkLayout(
    document,
    world,
    imports.flatMap((imported) => {
      const [expected, found] = [imported, rename(imported)].map(({ name }) => methodOf(name));
      return expected === undefined || found === undefined ? [] : [{ expected, found }];
    }),
  );
  return {
    wit: random === undefined ? document.text : withRandom(document, world, random),
    functions: imports
      .filter((imported) => !isRandom(imported))
      .map((imported) => rename(imported).name)
      .filter((name) => name.startsWith("[method]")),
    rename,
  };
}

const isRandom = ({ module }: ImportedFunction): boolean =>
  module.startsWith("wasi:random/random@");

/** `database.view-state` of `[method]database.view-state`. */
const methodOf = (name: string): string | undefined => /^\[method\](.+)$/.exec(name)?.[1];

/** The interface that the engine was built against, whatever its version. */
const DATABASE_INTERFACE = /^evidentsource:decider\/state-change-types(@|$)/;

/** `[method]database.view-state`, `[resource-drop]database`. */
const RESOURCE_FUNCTION = /^\[([a-z-]+)\]([a-z-]+)(?:\.([a-z-]+))?$/;

function inDocument(imported: ImportedFunction, document: WitDocument): ImportedFunction {
  const { namespace, name, version, databaseInterface, generation } = document;
  const [, kind, resourceName = "", method] = RESOURCE_FUNCTION.exec(imported.name) ?? [];
  if (kind === undefined || !DATABASE_INTERFACE.test(imported.module))
    throw unfit(`it imports ${imported.module}#${imported.name}, which no host has`);
  const inGeneration =
    method === SPECULATE.transaction && generation !== undefined ? SPECULATE[generation] : method;
  const resource = [document.database, document.speculativeDatabase].find(
    (candidate) => candidate?.name === resourceName,
  );
  const isDeclared =
    resource !== undefined &&
    (inGeneration === undefined || methods(resource).includes(inGeneration));
  if (!isDeclared) {
    throw new EngineError(
      `the WIT document declares no ${[resourceName, inGeneration].join(".")}, which the engine quickjs needs`,
    );
  }
  const suffix = inGeneration === undefined ? "" : `.${inGeneration}`;
  return {
    ...imported,
    module: `${namespace}:${name}/${databaseInterface}${version === undefined ? "" : `@${version}`}`,
    name: `[${kind}]${resourceName}${suffix}`,
  };
}

/** The document with randomness as an import of the world. */
function withRandom({ text, items }: WitDocument, world: World, random: ImportedFunction): string {
  const declaration = items.find(({ keyword, name }) => keyword === "world" && name === world);
  const open = declaration?.tokens.find((token) => token.text === "{")?.end ?? text.length;
  const packageId = random.module.replace("/random", "");
  return [
    text.slice(0, open),
    `\n  import ${random.module};`,
    text.slice(open),
    `\npackage ${packageId} {\n  interface random {\n    ${random.name}: func() -> u64;\n  }\n}\n`,
  ].join("");
}
