import { messageOf } from "../../domain/index.js";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  EngineError,
  type BuiltComponent,
  type ComponentEngine,
  type ComponentRequest,
  type DefinitionUses,
} from "../engines/componentEngine.js";
import { pinnedVersion } from "../bundle/ownPackage.js";
import { STARLINGMONKEY_ENVIRONMENT } from "../scan/index.js";
import { temporaryFolder } from "../write/temporaryFolder.js";
import { tailorStateChangeWit, type WitBinding, type WitDocument } from "../wit/index.js";
import { wizerWithLazyEvents } from "./wizerWithLazyEvents.js";

const PACKAGE = "@bytecodealliance/componentize-js";

/** Everything else that the engine could import from WASI. */
const ALWAYS_OFF = ["clocks", "stdio", "http", "fetch-event"] as const;

/** The engine of `@bytecodealliance/componentize-js`. */
export const starlingmonkey: ComponentEngine = engineWith(wizerWithLazyEvents);

/** The same without this package's part in its glue, to compare with. */
export const componentizeJs: ComponentEngine = engineWith(() => Promise.resolve(undefined));

/** @param wizerFor - what is run in place of wizer, in a temporary folder; `undefined` for wizer itself. */
function engineWith(wizerFor: (folder: string) => Promise<string | undefined>): ComponentEngine {
  return {
    name: "starlingmonkey",
    version: pinnedVersion(PACKAGE),
    settings: {},
    environment: STARLINGMONKEY_ENVIRONMENT,
    bind,
    build: (request) => build(request, wizerFor),
  };
}

/** The engine binds all that a document declares, so the document declares only what is used. */
function bind(document: WitDocument, { world, databaseFunctions }: DefinitionUses): WitBinding {
  return world === "state-view"
    ? { wit: document.text, functions: [] }
    : tailorStateChangeWit(document, databaseFunctions);
}

async function build(
  { document, name, code, ...uses }: ComponentRequest,
  wizerFor: (folder: string) => Promise<string | undefined>,
): Promise<BuiltComponent> {
  const componentize = await loadComponentize();
  const folder = await temporaryFolder();
  const sourcePath = join(folder, `${name}.js`);
  try {
    await writeFile(sourcePath, code);
    const wizerBin = await wizerFor(folder);
    const options = {
      sourcePath,
      // Text instead of a path: reading paths depends on what the WASI shim opens by default.
      witWorld: bind(document, uses).wit,
      worldName: uses.world,
      disableFeatures: uses.random ? [...ALWAYS_OFF] : (["random", ...ALWAYS_OFF] as const).slice(),
      ...(wizerBin === undefined ? {} : { wizerBin }),
    };
    const { component, imports } = await componentize(options);
    return {
      component,
      // Declared as a tuple of one, it is a list.
      imports: (imports as unknown as readonly (readonly [string, string])[]).map(
        ([module, member]) => `${module}#${member}`,
      ),
    };
  } catch (error) {
    throw new EngineError(readable(error, folder), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loaded when it is needed: it takes longer to load than an unchanged build takes in all. */
async function loadComponentize() {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- other overloads are, not this one
    const { componentize } = await import("@bytecodealliance/componentize-js");

    return componentize;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new EngineError(
      `the engine starlingmonkey is not installed; run \`npm install --save-dev --save-exact ${PACKAGE}@${pinnedVersion(PACKAGE)}\``,
      { cause },
    );
  }
}

/** The engine's message without temporary paths and its own tool's. */
function readable(error: unknown, folder: string): string {
  const text = messageOf(error);
  return text
    .replaceAll(`${folder}/`, "")
    .replace(/ \((wizer|weval) \(.*?\)\)(?=:)/, "")
    .trim();
}
