import { realpath, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isArtifactName } from "../../artifact/index.js";

/**
 * Removes what earlier builds wrote for definitions that are gone, lest it be published. Nothing else
 * is ever removed: no name leads out of the output folder, nor does a folder that is a link.
 */
export async function removeArtifacts(outDir: string, artifacts: readonly string[]): Promise<void> {
  for (const artifact of artifacts.filter(isArtifactName)) {
    const file = join(outDir, artifact);
    if (!(await isWithin(outDir, dirname(file)))) continue;
    for (const extension of ["wasm", "json", "js.map"])
      await rm(`${file}.${extension}`, { force: true });
  }
}

/** Whether a folder really stands where its path says. */
export async function isWithin(outDir: string, folder: string): Promise<boolean> {
  try {
    const real = await realpath(outDir);
    return (await realpath(folder)) === join(real, folder.slice(outDir.length));
  } catch {
    return false;
  }
}
