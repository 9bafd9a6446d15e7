import type { CompiledModule } from "./compiledModule.js";
import { withMemoryLimit } from "./memoryLimit.js";
import { sharedCode } from "./sharedCode.js";
import { apartFromMemory } from "./startingMemory.js";

/** A module whose only global is the sum of two constants, in 8 bytes of header and two sections. */
const EXTENDED_CONSTANTS = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // One global, i32 and not mutable: i32.const 0, i32.const 0, i32.add, end.
  ...[6, 9, 1, 0x7f, 0, 0x41, 0, 0x41, 0, 0x6a, 0x0b],
);

/**
 * Compiles a core module; whatever its name, its memory cannot grow beyond the limit. Of modules that
 * differ only in what their memory starts with, the code is compiled once.
 * @throws RangeError when it needs more memory from the start, TypeError when this Node cannot compile it.
 */
export async function compileModule(
  bytes: Uint8Array,
  memoryLimit: number,
): Promise<CompiledModule> {
  const shared = await withoutMemory(bytes, memoryLimit);
  if (shared !== undefined) return shared;
  try {
    return { code: await WebAssembly.compile(withMemoryLimit(bytes, memoryLimit)) };
  } catch (cause) {
    if (!ARITHMETIC.test(String(cause)) || (await compiles(EXTENDED_CONSTANTS))) throw cause;
    throw new TypeError(
      `it has extended constant expressions, as components of Python do; Node 21 and newer compile them, this is Node ${process.versions.node}`,
      { cause },
    );
  }
}

/** `undefined` for a module that cannot be compiled without its data, or whose memory is out of reach. */
async function withoutMemory(
  bytes: Uint8Array,
  limit: number,
): Promise<CompiledModule | undefined> {
  const parts = apartFromMemory(bytes, limit);
  if (parts === undefined) return undefined;
  try {
    const code = await sharedCode(parts.code);
    const isOwn = WebAssembly.Module.imports(code).every(({ kind }) => kind !== "memory");
    const isExported = WebAssembly.Module.exports(code).some(({ kind }) => kind === "memory");
    if (!isOwn || !isExported) return undefined;
    const data = await WebAssembly.compile(parts.data);
    return { code, memory: { pages: parts.pages, data } };
  } catch {
    // Code that copies data by itself, or data at an address that only the code knows.
    return undefined;
  }
}

/** What V8 says of them where it does not know them. */
const ARITHMETIC = /i(?:32|64)\.(?:add|sub|mul) is not allowed in constant expression/;

const compiles = (module: Uint8Array): Promise<boolean> =>
  WebAssembly.compile(module).then(
    () => true,
    () => false,
  );
