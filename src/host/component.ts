import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { componentEngineOf } from "../artifact/index.js";
import { compileModule } from "./compileModule.js";
import { checkImports } from "./imports.js";
import type { ComponentImports } from "./componentImports.js";
import { defaultCacheDir } from "./cacheFolder.js";
import { withTranspiled } from "./transpileCache.js";

/** A component that is compiled and can be instantiated again and again. */
export interface Component {
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
  /** As `componentEngineOf` tells it. */
  readonly engine: string | undefined;
  instantiate(imports: ComponentImports): Readonly<Record<string, unknown>>;
}

/** How components are loaded. */
export interface ComponentOptions {
  /** The most memory that an instance may have, in bytes. Default: 100 MB, as on the platform. */
  readonly memoryLimit?: number;
  /** Where transpiled components are kept; code is run from there. Default: the user's cache folder. */
  readonly cacheDir?: string;
}

/** As on the platform. */
export const DEFAULT_MEMORY_LIMIT = 100_000_000;

interface ComponentScript {
  instantiate(
    getCoreModule: (path: string) => WebAssembly.Module,
    imports: ComponentImports,
  ): Readonly<Record<string, unknown>>;
}

/** A component that is compiled, as data that other threads can be given. */
export interface CompiledComponent {
  /** The URL of the script that instantiates it. */
  readonly script: string;
  readonly modules: ReadonlyMap<string, WebAssembly.Module>;
  readonly imports: readonly string[];
  readonly engine: string | undefined;
}

/**
 * Transpiles and compiles a component once, for any number of instances.
 * @throws TypeError or RangeError when it cannot run here.
 */
export async function loadComponent(
  bytes: Uint8Array,
  options?: ComponentOptions,
): Promise<Component> {
  return instantiable(await compileComponent(bytes, options));
}

/**
 * Transpiles and compiles a component, for any number of threads.
 * @throws TypeError or RangeError when it cannot run here.
 */
export async function compileComponent(
  bytes: Uint8Array,
  { memoryLimit = DEFAULT_MEMORY_LIMIT, cacheDir = defaultCacheDir() }: ComponentOptions = {},
): Promise<CompiledComponent> {
  return withTranspiled(bytes, cacheDir, async ({ script, coreModules, imports }) => {
    checkImports(imports);
    const modules = new Map<string, WebAssembly.Module>();
    for (const [name, module] of coreModules)
      modules.set(name, await compileModule(module, memoryLimit));
    const compiled = {
      script: await urlOf(script, cacheDir),
      modules,
      imports,
      engine: componentEngineOf(bytes),
    };
    // A script that cannot be read is found out here, where its files can still be made anew.
    await import(compiled.script);
    return compiled;
  });
}

/** A file that stays, or its content where the file is gone as soon as this is done. */
async function urlOf(script: string, cacheDir: string | undefined): Promise<string> {
  if (cacheDir !== undefined && script.startsWith(cacheDir)) return pathToFileURL(script).href;
  return `data:text/javascript;base64,${await readFile(script, "base64")}`;
}

/** The component in this thread. */
export async function instantiable({
  script,
  modules,
  imports,
  engine,
}: CompiledComponent): Promise<Component> {
  const componentScript = (await import(script)) as ComponentScript;
  return {
    imports,
    engine,
    instantiate: (given) =>
      componentScript.instantiate((path) => {
        const module = modules.get(path);
        if (module === undefined) throw new Error(`the component has no core module ${path}`);
        return module;
      }, given),
  };
}
