import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FindingsByKey } from "../scan/findings.js";
import { writeAtomically } from "./writeAtomically.js";

/** What a build left behind, so that the next one knows what is unchanged. */
export interface BuildRecord {
  readonly schemaVersion: 1;
  /** By artifact name, such as `state-views/account-summary`. */
  readonly artifacts: Readonly<Record<string, ArtifactRecord>>;
  /** What the scan of each bundle found. */
  readonly findings?: FindingsByKey;
}

export interface ArtifactRecord {
  /** Hash of everything that goes into the component. */
  readonly key: string;
  /** Hash of the component itself: a file that someone changed is built anew. */
  readonly sha256: string;
  /** Its name and version. */
  readonly engine: string;
  /** What the engine was told for this component; absent in records of older versions. */
  readonly settings?: Readonly<Record<string, number>>;
  readonly imports: readonly string[];
}

const FILE = "build.json";

/** The record of the folder; an empty one when there is none that can be read. */
export async function readBuildRecord(outDir: string): Promise<BuildRecord> {
  try {
    const record = JSON.parse(await readFile(join(outDir, FILE), "utf8")) as BuildRecord;
    return (record.schemaVersion as number) === 1 ? record : EMPTY;
  } catch {
    // Missing or cut off by an interrupted build: everything is built.
    return EMPTY;
  }
}

export async function writeBuildRecord(outDir: string, record: BuildRecord): Promise<void> {
  await writeAtomically(join(outDir, FILE), `${JSON.stringify(record, null, 2)}\n`);
}

const EMPTY: BuildRecord = { schemaVersion: 1, artifacts: {} };

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
