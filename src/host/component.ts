import { pathToFileURL } from "node:url";
import { withMemoryLimit } from "./memoryLimit.js";
import { defaultCacheDir, readCoreModule, transpiled } from "./transpile.js";

/** Objects that a component imports, by interface without its version. */
export type ComponentImports = Readonly<Record<string, object>>;

/** A component that is compiled and can be instantiated again and again. */
export interface Component {
  /** The interfaces that it imports, without their versions. */
  readonly imports: readonly string[];
  instantiate(imports: ComponentImports): Readonly<Record<string, unknown>>;
}

/** How components are loaded. */
export interface ComponentOptions {
  /** The most memory that an instance may have, in bytes. Default: 100 MB, as on the platform. */
  readonly memoryLimit?: number;
  /** Where transpiled components are kept. Default: the user's cache folder. */
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

/** Transpiles and compiles a component once, for any number of instances. */
export async function loadComponent(
  bytes: Uint8Array,
  { memoryLimit = DEFAULT_MEMORY_LIMIT, cacheDir = defaultCacheDir() }: ComponentOptions = {},
): Promise<Component> {
  const files = await transpiled(bytes, cacheDir);
  const modules = new Map<string, WebAssembly.Module>();
  for (const name of files.coreModules) {
    const code = await readCoreModule(files, name);
    // The first module is the engine; the others, which only connect it, have no memory.
    const bounded = name === "component.core.wasm" ? withMemoryLimit(code, memoryLimit) : code;
    modules.set(name, await WebAssembly.compile(bounded));
  }
  const script = (await import(pathToFileURL(files.script).href)) as ComponentScript;
  return {
    imports: files.imports,
    instantiate: (imports) =>
      script.instantiate((path) => {
        const module = modules.get(path);
        if (module === undefined) throw new Error(`the component has no core module ${path}`);
        return module;
      }, imports),
  };
}
