import { createFilesMatcher, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The tsconfig by which a file is compiled: the one itself, or, where that one leaves the file to
 * others by `references`, the first of those that has it.
 */
export function governingTsconfig(tsconfig: string, file: string): string {
  return governing(tsconfig, file, new Set()) ?? tsconfig;
}

function governing(path: string, file: string, seen: Set<string>): string | undefined {
  if (seen.has(path)) return undefined;
  seen.add(path);
  const config = parsed(path);
  if (config === undefined) return undefined;
  if (createFilesMatcher({ path, config })(file) !== undefined) return path;
  for (const reference of config.references ?? []) {
    const found = governing(referenced(dirname(path), reference.path), file, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `undefined` where it cannot be read, which is told where its options are asked for. */
function parsed(path: string): TsConfigJsonResolved | undefined {
  try {
    return existsSync(path) ? parseTsconfig(path) : undefined;
  } catch {
    return undefined;
  }
}

/** A reference names a file, or a folder that holds a tsconfig.json. */
function referenced(folder: string, path: string): string {
  const named = resolve(folder, path);
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? join(named, "tsconfig.json") : named;
}
