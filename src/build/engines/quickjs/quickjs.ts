import { messageOf } from "../../../domain/index.js";
import { QUICKJS_PRODUCER } from "../../../artifact/index.js";
import { withProducer } from "../../../wasmBinary/index.js";
import {
  EngineError,
  type BuiltComponent,
  type ComponentEngine,
  type ComponentRequest,
} from "../componentEngine.js";
import { QUICKJS_ENVIRONMENT } from "../../scan/index.js";
import { bindWit } from "./bindWit.js";
import { ownEngineFiles, type EngineFiles } from "./engineFiles.js";
import type { EngineSettings } from "./settings.js";
import { snapshot } from "./snapshot.js";
import { variantOf } from "./variant.js";

/**
 * This package's own engine, QuickJS-NG: a prebuilt module, into which a bundle is evaluated here,
 * in this process.
 * @param settings - limits of each component; they become a part of it.
 */
export function quickjs(
  settings: EngineSettings = {},
  files: EngineFiles = ownEngineFiles,
): ComponentEngine {
  return {
    name: "quickjs",
    get version() {
      return files.version;
    },
    settings: { ...settings },
    environment: QUICKJS_ENVIRONMENT,
    bind: (document, uses) => {
      const { wit, functions } = bindWit(
        document,
        uses.world,
        files.module(variantOf(uses, document)),
      );
      return { wit, functions };
    },
    build: (request) => build(request, settings, files),
  };
}

async function build(
  { document, name, code, ...uses }: ComponentRequest,
  settings: EngineSettings,
  files: EngineFiles,
): Promise<BuiltComponent> {
  const { world } = uses;
  const engine = files.module(variantOf(uses, document));
  const { wit, rename } = bindWit(document, world, engine);
  const core = snapshot(engine, { file: `${name}.js`, source: code }, { settings, rename });
  return {
    component: withProducer(await componentOf(core, wit, world), [QUICKJS_PRODUCER, files.version]),
    imports: engine.imports
      .map(rename)
      .filter(({ module }) => !module.startsWith("wasi:"))
      .map((imported) => `${imported.module}#${imported.name}`),
  };
}

async function componentOf(core: Uint8Array, wit: string, world: string): Promise<Uint8Array> {
  // Loaded when it is needed: an unchanged build makes no component.
  const { componentEmbed, componentNew } = await import("@bytecodealliance/jco");
  try {
    return await componentNew(await componentEmbed({ binary: core, witSource: wit, world }));
  } catch (error) {
    const reason = messageOf(error);
    throw new EngineError(`the engine does not fit the WIT document: ${reason}`, { cause: error });
  }
}
