import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The texts of a project's files at one moment; what was read once is the same for ever. */
export class Snapshot {
  readonly #texts = new Map<string, string>();
  #names: string | undefined;
  readonly #below: string;

  /** @param below - the folder whose files' names belong to it, too. */
  constructor(below: string) {
    this.#below = below;
  }

  readonly read = (file: string): string => {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(file, "utf8");
    this.#texts.set(file, text);
    return text;
  };

  get files(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Notes which files there are, before any of them is read. */
  begin(): void {
    this.#names = namesBelow(this.#below);
  }

  /** Whether everything on disk still is as it was read, and no name came or went. */
  isCurrent(): boolean {
    return this.#names === namesBelow(this.#below) && this.changedFiles().length === 0;
  }

  /** The files whose texts on disk are other ones, or that are gone. */
  changedFiles(): readonly string[] {
    return this.files.filter((file) => textOf(file) !== this.#texts.get(file));
  }

  /** The files whose texts differ from those of an older snapshot, or that only one of them has. */
  differences(older: Snapshot): readonly string[] {
    const files = new Set([...this.files, ...older.files]);
    return [...files].filter((file) => this.#texts.get(file) !== older.#texts.get(file));
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Sources alone: what else lies there changes no build. */
const SOURCE = /\.([mc]?[jt]sx?|json)$/;
const ELSEWHERE = /^(\.|node_modules$|dist$)/;

function namesBelow(folder: string): string {
  const names: string[] = [];
  const visit = (at: string): void => {
    for (const entry of entriesOf(at)) {
      if (ELSEWHERE.test(entry.name)) continue;
      if (entry.isDirectory()) visit(join(at, entry.name));
      else if (SOURCE.test(entry.name)) names.push(join(at, entry.name));
    }
  };
  visit(folder);
  return names.sort().join("\n");
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    // Gone meanwhile.
    return [];
  }
}

const readEntries = (folder: string) => readdirSync(folder, { withFileTypes: true });

/** The folder that a project's own modules lie in. */
export const sourceFolder = (index: string): string => dirname(index);
