import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event class of a project, as its sources tell. */
export interface FoundEvent {
  readonly className: string;
  readonly type: string;
  readonly stream: string | undefined;
  /** Whether it says a stream, by a text or by what stands for one. */
  readonly hasOwnStream: boolean;
  /** The property that holds the subject. */
  readonly subject: string | undefined;
  /** An absolute path. */
  readonly file: string;
}

/** The event classes below a folder, the first module's first. */
export const eventsIn = (folder: string): readonly FoundEvent[] =>
  modulesIn(folder).flatMap(eventsOf);

/** The module below a folder that exports a class of a name. */
export function fileOfClass(name: string, folder: string): string | undefined {
  const pattern = new RegExp(`^\\s*export (?:default )?(?:abstract )?class ${name}\\b`, "m");
  return modulesIn(folder).find((file) => pattern.test(readFileSync(file, "utf8")));
}

function modulesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : modulesIn(path);
    return /(?<!\.d|\.test|\.spec)\.ts$/.test(entry.name) ? [path] : [];
  });
}

const EVENT =
  /@DomainEvent\(\s*["']([^"']+)["']([^)]*)\)\s*export class (\w+)[^{]*\{([\s\S]*?)\n\}/g;

function eventsOf(file: string): readonly FoundEvent[] {
  const text = readFileSync(file, "utf8");
  return Array.from(
    text.matchAll(EVENT),
    ([, type = "", options = "", className = "", body = ""]) => ({
      ...{ className, type, file },
      hasOwnStream: /\bstream\b/.test(options),
      stream: /stream:\s*["']([^"']+)["']/.exec(options)?.[1],
      subject: /@Subject\(\)[\s\S]*?(\w+)[!?]?:/.exec(
        body.replaceAll(/@(?!Subject)\w+\([^)]*\)/g, ""),
      )?.[1],
    }),
  );
}
