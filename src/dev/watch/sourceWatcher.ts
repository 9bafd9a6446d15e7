import { watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

/** After the first event of a save, how long others are waited for, in milliseconds. */
const SETTLE = 15;

/** How often folders that cannot be watched are looked at, in milliseconds. */
const LOOK_EVERY = 400;

const ELSEWHERE = /^(\.|node_modules$|dist$|coverage$)/;

/**
 * Watches the folders in which a project's files lie: editors replace files, and a watch of a file would
 * stay with the one that is gone. Calls once a save, with what has changed.
 */
export class SourceWatcher {
  readonly #changed: (paths: readonly string[], since: number) => void;
  /** What ends each watch, by its folder. */
  readonly #watchers = new Map<string, () => void>();
  #paths = new Set<string>();
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(changed: (paths: readonly string[], since: number) => void) {
    this.#changed = changed;
  }

  /** Watches the folders of these files, and these folders with all below them; and no others. */
  async follow(files: readonly string[], roots: readonly string[]): Promise<void> {
    const folders = new Set(files.map((file) => dirname(file)));
    for (const root of roots) for (const folder of await foldersBelow(root)) folders.add(folder);
    // Meanwhile it may have been told to stop: a watch that began now would never end.
    if (this.#isStopped) return;
    for (const [folder, end] of this.#watchers) {
      if (folders.has(folder)) continue;
      end();
      this.#watchers.delete(folder);
    }
    for (const folder of folders)
      if (!folder.includes(`${sep}node_modules${sep}`)) this.#watch(folder);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const end of this.#watchers.values()) end();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || !ELSEWHERE.test(name)) this.#note(join(folder, name ?? ""));
      });
      watcher.on("error", () => {
        // The folder is gone; if it comes back, the folder above tells.
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, () => {
        watcher.close();
      });
    } catch {
      // The system has no watches left, or none for this file system.
      this.#watchers.set(folder, this.#looking(folder));
    }
  }

  /** Looks at a folder now and then. */
  #looking(folder: string): () => void {
    let before: string | undefined;
    const timer = setInterval(() => {
      void stateOf(folder).then((now) => {
        if (before !== undefined && now !== before) this.#note(folder);
        before = now;
      });
    }, LOOK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }

  #note(path: string): void {
    if (this.#paths.size === 0) this.#since = performance.now();
    this.#paths.add(path);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const paths = [...this.#paths];
      this.#paths = new Set();
      this.#changed(paths, this.#since);
    }, SETTLE);
  }
}

async function foldersBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [];
  const below = entries
    .filter((entry) => entry.isDirectory() && !ELSEWHERE.test(entry.name))
    .map((entry) => foldersBelow(join(folder, entry.name)));
  return [folder, ...(await Promise.all(below)).flat()];
}

async function stateOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const states = names.sort().map(async (name) => {
    const found = await stat(join(folder, name)).catch(() => undefined);
    return `${name} ${String(found?.mtimeMs)} ${String(found?.size)}`;
  });
  return (await Promise.all(states)).join("\n");
}
