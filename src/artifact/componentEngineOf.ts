import { PROCESSED_BY, readProducers } from "../wasmBinary/index.js";
import { QUICKJS_PRODUCER, STARLINGMONKEY_PRODUCER, type EngineName } from "./engineName.js";

const ENGINE_BY_PRODUCER: Readonly<Record<string, EngineName>> = {
  [QUICKJS_PRODUCER]: "quickjs",
  [STARLINGMONKEY_PRODUCER]: "starlingmonkey",
};

/**
 * Name and version of the engine that a component carries, as the component itself says;
 * `undefined` for one that was made by other means.
 * @throws RangeError when the bytes are no WebAssembly.
 */
export function componentEngineOf(component: Uint8Array): string | undefined {
  for (const [tool, version] of readProducers(component).get(PROCESSED_BY) ?? []) {
    const engine = Object.hasOwn(ENGINE_BY_PRODUCER, tool) ? ENGINE_BY_PRODUCER[tool] : undefined;
    if (engine !== undefined) return `${engine} ${version}`;
  }
  return undefined;
}
