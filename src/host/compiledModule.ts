/** A core module that is compiled, as data that other threads can be given. */
export interface CompiledModule {
  readonly code: WebAssembly.Module;
  /** What the memory starts with, where the code does not say. */
  readonly memory?: { readonly pages: number; readonly data: WebAssembly.Module };
}

/** By what the module with the data imports the memory, twice. */
export const FROM = "memory";

/** A new instance of a compiled module. */
export function instantiateModule(
  { code, memory: starting }: CompiledModule,
  imports: WebAssembly.Imports = {},
): WebAssembly.Instance {
  const instance = new WebAssembly.Instance(code, imports);
  if (starting === undefined) return instance;
  const memory = Object.values(instance.exports).find(isMemory);
  if (memory === undefined) throw new TypeError("the module does not export its memory");
  memory.grow(starting.pages);
  new WebAssembly.Instance(starting.data, { [FROM]: { [FROM]: memory } });
  return instance;
}

const isMemory = (exported: unknown): exported is WebAssembly.Memory =>
  exported instanceof WebAssembly.Memory;
