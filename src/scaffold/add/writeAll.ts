import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ScaffoldError } from "../scaffoldError.js";

/** A file that is to be written. */
export interface PlannedFile {
  /** An absolute path. */
  readonly path: string;
  readonly text: string;
  /** What it holds now; absent for a new one, which must not be there. */
  readonly before?: string;
}

/**
 * Writes all files, or leaves all as they were.
 * @throws ScaffoldError that names the file that cannot be written.
 */
export async function writeAll(files: readonly PlannedFile[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  for (const { path, text, before } of files) {
    try {
      const made = await mkdir(dirname(path), { recursive: true });
      if (made !== undefined) undo.push(() => rm(made, { recursive: true }));
      const isNew = before === undefined;
      // A new file that was begun is this call's, one that is there already is not.
      await writeFile(path, isNew ? "" : text, { flag: isNew ? "wx" : "w" });
      undo.push(() => (isNew ? rm(path) : writeFile(path, before)));
      if (isNew) await writeFile(path, text);
    } catch (error) {
      for (const step of undo.reverse()) await step().catch(() => undefined);
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = code === undefined ? message : (REASONS[code] ?? message);
      throw new ScaffoldError(`${path} cannot be written: ${reason}; nothing was changed`);
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EEXIST: "there is such a file already",
  ENOTDIR: "a part of its path is a file",
  EROFS: "the file system is read only",
  ENOSPC: "the disk is full",
};
