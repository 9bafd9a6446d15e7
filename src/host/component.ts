import { componentEngineOf } from "../artifact/index.js";
import { compileModule, instantiateModule, type CompiledModule } from "./compileModule.js";
import { checkImports } from "./imports.js";
import type { ComponentImports } from "./componentImports.js";
import { defaultCacheDir } from "./cacheFolder.js";
import { transpiledComponent } from "./transpileCache.js";

/** A component that is compiled and can be instantiated again and again. */
export interface Component {
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
  /** As `componentEngineOf` tells it. */
  readonly engine: string | undefined;
  /** The most memory that an instance may have, in bytes. */
  readonly memoryLimit: number;
  /** @param memories - gets the memories of the instance. */
  instantiate(
    imports: ComponentImports,
    memories?: WebAssembly.Memory[],
  ): Readonly<Record<string, unknown>>;
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
    getCoreModule: (path: string) => CompiledModule,
    imports: ComponentImports,
    instantiateCore: (
      module: CompiledModule,
      imports?: WebAssembly.Imports,
    ) => WebAssembly.Instance,
  ): Readonly<Record<string, unknown>>;
}

/** A component that is compiled, as data that other threads can be given. */
export interface CompiledComponent {
  /** The URL of the script that instantiates it. */
  readonly script: string;
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly imports: readonly string[];
  readonly engine: string | undefined;
  readonly memoryLimit: number;
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
  const { script, coreModules, imports } = await transpiledComponent(bytes, cacheDir);
  checkImports(imports);
  const modules = new Map<string, CompiledModule>();
  for (const [name, module] of coreModules)
    modules.set(name, await compileModule(module, memoryLimit));
  // A script that cannot be loaded is found out here, before any thread is given it.
  await import(script);
  return { script, modules, imports, engine: componentEngineOf(bytes), memoryLimit };
}

/** The component in this thread. */
export async function instantiable({
  script,
  modules,
  imports,
  engine,
  memoryLimit,
}: CompiledComponent): Promise<Component> {
  const componentScript = (await import(script)) as ComponentScript;
  const moduleAt = (path: string): CompiledModule => {
    const module = modules.get(path);
    if (module === undefined) throw new Error(`the component has no core module ${path}`);
    return module;
  };
  return {
    imports,
    engine,
    memoryLimit,
    instantiate: (given, memories = []) =>
      componentScript.instantiate(moduleAt, given, (module, coreImports) => {
        const instance = instantiateModule(module, coreImports);
        for (const exported of Object.values(instance.exports))
          if (exported instanceof WebAssembly.Memory && !memories.includes(exported))
            memories.push(exported);
        return instance;
      }),
  };
}
