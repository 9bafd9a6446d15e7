import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FOLDERS } from "../../artifact/index.js";
import { isWithin } from "./removeArtifacts.js";
import { processOfTemporaryFile } from "./writeAtomically.js";
import { processOfTemporaryFolder } from "./temporaryFolder.js";

/** Removes what builds that were killed left half written, here and in the system's temporary folder. */
export async function removeTemporaryFiles(outDir: string): Promise<void> {
  for (const folder of [outDir, ...Object.values(FOLDERS).map((name) => join(outDir, name))]) {
    if (!(await isWithin(outDir, folder))) continue;
    for (const name of await namesIn(folder)) {
      const id = processOfTemporaryFile(name);
      if (id !== undefined && !isAlive(id)) await removed(join(folder, name));
    }
  }
  for (const name of await namesIn(tmpdir())) {
    const id = processOfTemporaryFolder(name);
    if (id !== undefined && !isAlive(id)) await removed(join(tmpdir(), name));
  }
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** Another user's, or gone by now: neither is this build's business. */
const removed = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true }).catch(() => undefined);

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
