import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "evidentsource-functions-";

/** A new folder for what is needed only while a process works; its name tells which process. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
}

/** The process that made the folder of this name; `undefined` if it is none of ours. */
export function processOfTemporaryFolder(name: string): number | undefined {
  const id = /^evidentsource-functions-(\d+)-\w{6}$/.exec(name)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Removes what a process that was ended could not remove itself. */
export async function removeTemporaryFoldersOf(process: number): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => []))
    if (processOfTemporaryFolder(name) === process)
      await rm(join(tmpdir(), name), { recursive: true, force: true });
}
