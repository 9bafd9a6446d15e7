import { QUICKJS_PRODUCER } from "../../artifact/index.js";
import { withProducer } from "../../wasmBinary/index.js";
import type {
  BuiltComponent,
  ComponentEngine,
  ComponentRequest,
} from "../engines/componentEngine.js";
import { QUICKJS_ENVIRONMENT } from "../scan/index.js";
import { bindWit } from "./bindWit.js";
import { inShell } from "./componentShell.js";
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
      const { wit, functions } = bindWit(document, uses.world, files.module(variantOf(uses)));
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
  const engine = files.module(variantOf(uses));
  const { wit, rename } = bindWit(document, world, engine);
  const core = snapshot(engine, { file: `${name}.js`, source: code }, { settings, rename });
  const component = await inShell(core, { engine, wit, world });
  return {
    component: withProducer(component, [QUICKJS_PRODUCER, files.version]),
    imports: engine.imports
      .map(rename)
      .filter(({ module }) => !module.startsWith("wasi:"))
      .map((imported) => `${imported.module}#${imported.name}`),
  };
}
