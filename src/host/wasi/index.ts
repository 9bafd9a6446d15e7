import { cli } from "./cli.js";
import { CLOCKS } from "./clocks.js";
import { FILESYSTEM } from "./filesystem.js";
import { IO } from "./io.js";
import { RANDOM } from "./random.js";
import { SOCKETS } from "./sockets.js";
import type { StandardError } from "./standardError.js";

export { StandardError } from "./standardError.js";

/**
 * The interfaces of WASI 0.2 that the standard libraries of other languages import, by name without
 * version: denied or harmless, but for clocks and randomness.
 */
export const wasi = (standardError: StandardError): Readonly<Record<string, object>> => ({
  ...cli(standardError),
  ...CLOCKS,
  ...FILESYSTEM,
  ...IO,
  ...RANDOM,
  ...SOCKETS,
});
