import { componentEngineOf } from "../artifact/index.js";
import type { CompiledModule } from "./compiledModule.js";
import { compileModule } from "./compileModule.js";
import { checkImports } from "./imports.js";
import { defaultCacheDir } from "./cacheFolder.js";
import { instantiable, type CompiledComponent, type Component } from "./instantiable.js";
import { transpiledComponent } from "./transpileCache.js";

/** How components are loaded. */
export interface ComponentOptions {
  /** The most memory that an instance may have, in bytes. Default: 100 MB, as on the platform. */
  readonly memoryLimit?: number;
  /** Where transpiled components are kept; code is run from there. Default: the user's cache folder. */
  readonly cacheDir?: string;
}

/** As on the platform. */
export const DEFAULT_MEMORY_LIMIT = 100_000_000;

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
  const { script, coreModules, imports } = await transpiledComponent(bytes, cacheDir);
  checkImports(imports);
  const modules = new Map<string, CompiledModule>();
  for (const [name, module] of coreModules)
    modules.set(name, await compileModule(module, memoryLimit));
  const compiled = { script, modules, imports, engine: componentEngineOf(bytes), memoryLimit };
  // A script that cannot be loaded is found out here, before any thread is given it.
  await instantiable(compiled);
  return compiled;
}
