import { createHash } from "node:crypto";

/**
 * Modules of this thread by the hash of their code, for as long as they are compiled or somebody has
 * them. V8 knows modules by their bytes, too, but only once it has read them through.
 */
const known = new Map<string, Promise<WebAssembly.Module> | WeakRef<WebAssembly.Module>>();

/** Code as a module, compiled once. */
export function sharedCode(code: Uint8Array): Promise<WebAssembly.Module> {
  const key = createHash("sha256").update(code).digest("hex");
  const found = known.get(key);
  const shared = found instanceof WeakRef ? found.deref() : found;
  if (shared !== undefined) return Promise.resolve(shared);
  const compiling = compiled(code, key);
  known.set(key, compiling);
  return compiling;
}

async function compiled(code: Uint8Array, key: string): Promise<WebAssembly.Module> {
  try {
    const module = await WebAssembly.compile(code);
    known.set(key, new WeakRef(module));
    return module;
  } catch (error) {
    known.delete(key);
    throw error;
  }
}
