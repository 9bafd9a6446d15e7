import { join } from "node:path";
import { BUILD_RECORD_FILE, type BuildRecord } from "../../artifact/index.js";
import { writeAtomically } from "./writeAtomically.js";

/** @throws OutputError when the folder cannot be written. */
export function writeBuildRecord(outDir: string, record: BuildRecord): Promise<void> {
  return writeAtomically(join(outDir, BUILD_RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
}
