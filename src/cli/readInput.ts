import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { decodeUtf8, encodeUtf8 } from "../codec/json.js";
import { messageOf } from "../domain/index.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** The bytes of a file, or of standard input for `-`. @throws UsageError when it cannot be read. */
export async function readInput(file: string, { cwd }: Terminal, what = file): Promise<Uint8Array> {
  if (file === "-") return encodeUtf8(await text(process.stdin));
  try {
    return await readFile(resolve(cwd, file));
  } catch {
    throw new UsageError(`${what} cannot be read`);
  }
}

/** As {@link readInput}, as text. */
export async function readText(file: string, terminal: Terminal): Promise<string> {
  const bytes = await readInput(file, terminal);
  try {
    // Editors on some systems begin a file with a byte order mark.
    return decodeUtf8(bytes, file).replace(/^\ufeff/, "");
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
