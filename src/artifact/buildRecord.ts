import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../domain/index.js";
import { BuildFilesError } from "./buildFilesError.js";
import type { BuildRecord } from "./buildRecordForm.js";
import { checkBuildRecord } from "./checkBuildRecord.js";

export const BUILD_RECORD_FILE = "build.json";

/**
 * The record of an output folder; `undefined` when there is none.
 * @throws BuildFilesError when there is one that cannot be understood.
 */
export async function readBuildRecord(outDir: string): Promise<BuildRecord | undefined> {
  let text: string;
  try {
    text = await readFile(join(outDir, BUILD_RECORD_FILE), "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw new BuildFilesError(
      `${BUILD_RECORD_FILE} in ${outDir} cannot be read: ${messageOf(error)}`,
    );
  }
  try {
    const record = JSON.parse(text) as unknown;
    checkBuildRecord(record);
    return record;
  } catch (error) {
    if (error instanceof BuildFilesError) throw error;
    throw new BuildFilesError(
      `${BUILD_RECORD_FILE} in ${outDir} is no record of a build (${reasonOf(error)}); run \`esf build\` again`,
      { cause: error },
    );
  }
}

/** What a parser says of a text quotes it, which may be long and is of no use. */
const reasonOf = (error: unknown): string =>
  error instanceof SyntaxError ? "it is no JSON" : messageOf(error);
