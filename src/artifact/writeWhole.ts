import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file so that whoever reads it finds the old one or the new one, never a part, also after a
 * run that was interrupted.
 * @throws what Node throws where it cannot be written; nothing is left behind then.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
