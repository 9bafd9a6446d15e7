import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { writeWhole } from "../../artifact/index.js";
import { messageOf } from "../../domain/index.js";

/** A file that cannot be written, because of the disk or of permissions; no fault of the sources. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Writes a file as a whole, with the folders that lead to it.
 * @throws OutputError when the folder cannot be written.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await writeWhole(file, content);
  } catch (error) {
    const reason = messageOf(error);
    throw new OutputError(`${file} cannot be written: ${reason}`, { cause: error });
  }
}

/** The process that was writing the file of this name; `undefined` if it is no temporary one. */
export function processOfTemporaryFile(name: string): number | undefined {
  const id = /\.(?:json|wasm|js\.map)\.(\d+)\.tmp$/.exec(name)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * A folder with all that lead to it. Node's own `recursive` tries for ever where a parent exists and
 * still answers that it does not, as in /proc.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      if ((again as { code?: string }).code !== "EEXIST") throw again;
    });
  }
}
