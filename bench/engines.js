// The engines that are there.
import { chooseEngine, ENGINE_NAMES } from "../dist/build/index.js";
import { componentizeJs } from "../dist/build/starlingmonkey/starlingmonkey.js";

/** componentize-js as it is, of which little is measured. */
export const AS_IT_IS = "componentize-js";

/**
 * The engines of these names, or all. An engine whose files are not there is said loudly and left
 * out, unless it was asked for by name.
 */
export function enginesNamed(names) {
  const engines = [];
  for (const name of names ?? [...ENGINE_NAMES, AS_IT_IS]) {
    const engine = name === AS_IT_IS ? { ...componentizeJs, name } : chooseEngine({ engine: name });
    const missing = problemOf(engine);
    if (missing === undefined) engines.push(engine);
    else if (names !== undefined) throw new Error(`engine ${name}: ${missing}`);
    else console.error(`NOTE: measuring WITHOUT the engine ${name}: ${missing}`);
  }
  return engines;
}

/** An engine reads its files when its version is asked for. */
function problemOf(engine) {
  try {
    return engine.version === "" ? "it has no version" : undefined;
  } catch (error) {
    return error.message;
  }
}
