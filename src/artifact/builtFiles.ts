import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BuildFilesError } from "./buildFilesError.js";
import { readBuildRecord } from "./buildRecord.js";
import { sha256 } from "./sha256.js";

/** The files of one whole build. */
export interface BuiltFiles {
  /**
   * A file as the build left it, by its path in the output folder, such as `state-views/x.wasm`.
   * @throws BuildFilesError when it is missing, or is another one by now.
   */
  read(file: string): Promise<Uint8Array>;
}

/**
 * Makes sure that a folder holds one build, whole, and nothing that was changed since: whatever runs,
 * tests or publishes a build begins here. A folder without a record was put together by other means,
 * and is taken as it is.
 * @throws BuildFilesError that says what is wrong, and what to do.
 */
export async function builtFiles(outDir: string): Promise<BuiltFiles> {
  const record = await readBuildRecord(outDir);
  if (record === undefined) return { read: (file) => readBuilt(outDir, file) };
  if (!record.whole) {
    throw new BuildFilesError(
      `the build in ${outDir} is not whole: the last one was interrupted, or failed; run \`esf build\` again`,
    );
  }
  const read = async (file: string): Promise<Uint8Array> => {
    const bytes = await readBuilt(outDir, file);
    if (Object.hasOwn(record.files, file) && record.files[file] === sha256(bytes)) return bytes;
    throw new BuildFilesError(
      `${file} in ${outDir} is not what the last build made; run \`esf build\` again`,
    );
  };
  for (const file of Object.keys(record.files)) await read(file);
  return { read };
}

async function readBuilt(outDir: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(outDir, file));
  } catch (cause) {
    throw new BuildFilesError(`${file} is missing in ${outDir}; run \`esf build\` again`, {
      cause,
    });
  }
}
