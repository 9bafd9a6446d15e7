import { withMemoryLimit } from "./memoryLimit.js";

/** A module whose only global is the sum of two constants, in 8 bytes of header and two sections. */
const EXTENDED_CONSTANTS = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // One global, i32 and not mutable: i32.const 0, i32.const 0, i32.add, end.
  ...[6, 9, 1, 0x7f, 0, 0x41, 0, 0x41, 0, 0x6a, 0x0b],
);

/**
 * Compiles a core module; whatever its name, its memory cannot grow beyond the limit.
 * @throws RangeError when it needs more memory from the start, TypeError when this Node cannot compile it.
 */
export async function compileModule(
  code: Uint8Array,
  memoryLimit: number,
): Promise<WebAssembly.Module> {
  const bounded = withMemoryLimit(code, memoryLimit);
  try {
    return await WebAssembly.compile(bounded);
  } catch (cause) {
    if (!String(cause).includes("constant expression") || (await compiles(EXTENDED_CONSTANTS)))
      throw cause;
    throw new TypeError(
      `it has extended constant expressions, as components of Python do; Node 21 and newer compile them, this is Node ${process.versions.node}`,
      { cause },
    );
  }
}

const compiles = (module: Uint8Array): Promise<boolean> =>
  WebAssembly.compile(module).then(
    () => true,
    () => false,
  );
