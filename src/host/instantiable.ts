import { instantiateModule, type CompiledModule } from "./compiledModule.js";
import type { ComponentImports } from "./componentImports.js";

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
