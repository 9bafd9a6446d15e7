import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "./usageError.js";

/**
 * The folder that a call writes into, which may not be there yet.
 * @param option - what it was given with, for the message.
 * @throws UsageError for a file, or a place below one.
 */
export function outputFolder(option: string, given: string, cwd: string): string {
  const folder = resolve(cwd, given);
  for (let at = folder; ; at = dirname(at)) {
    const found = existsSync(at) ? statSync(at) : undefined;
    if (found?.isDirectory() === true || at === dirname(at)) return folder;
    if (found !== undefined)
      throw new UsageError(`${option} ${given}: ${at} is a file; name a folder to write into`);
  }
}
