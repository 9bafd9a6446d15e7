import { mkdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/**
 * Where transpiled components are kept: in the user's own cache folder, because they are run. A variable
 * that names no absolute path counts as not set, as the XDG Base Directory Specification has it: it
 * would mean the working directory, which may be anybody's.
 */
export function defaultCacheDir(
  env: Readonly<Record<string, string | undefined>> = process.env,
  home = homedir(),
): string | undefined {
  const base = [env["XDG_CACHE_HOME"], join(home, ".cache")].find(
    (path) => path !== undefined && isAbsolute(path),
  );
  return base === undefined ? undefined : join(base, "evidentsource-functions");
}

/** Whether the folder is there, or could be made, and nobody else can put code into it. */
export async function isPrivateFolder(folder: string): Promise<boolean> {
  try {
    await makeFolder(folder);
    const { uid, mode } = await stat(folder);
    // Windows has no such user ids; there, the folder lies in the user's profile.
    return (
      process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0)
    );
  } catch {
    // Read-only, full, or no place for folders at all.
    return false;
  }
}

const OTHERS_WRITE = 0o002;
const ONLY_MINE = 0o700;

/** Node's own `recursive` tries for ever where a parent exists and answers that it does not, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: ONLY_MINE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: ONLY_MINE }).catch((again: unknown) => {
      if ((again as NodeJS.ErrnoException).code !== "EEXIST") throw again;
    });
  }
}
