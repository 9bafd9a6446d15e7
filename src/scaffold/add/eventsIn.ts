import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event class of a project, as its sources tell. */
export interface FoundEvent {
  readonly className: string;
  readonly type: string;
  readonly stream: string | undefined;
  /** The property that holds the subject. */
  readonly subject: string | undefined;
  /** An absolute path. */
  readonly file: string;
}

/** The event classes below a folder, the first module's first. */
export function eventsIn(folder: string): readonly FoundEvent[] {
  const found: FoundEvent[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...eventsIn(path));
    else if (/(?<!\.d|\.test|\.spec)\.ts$/.test(entry.name)) found.push(...eventsOf(path));
  }
  return found;
}

const EVENT =
  /@DomainEvent\(\s*["']([^"']+)["']([^)]*)\)\s*export class (\w+)[^{]*\{([\s\S]*?)\n\}/g;

function eventsOf(file: string): readonly FoundEvent[] {
  const text = readFileSync(file, "utf8");
  return Array.from(
    text.matchAll(EVENT),
    ([, type = "", options = "", className = "", body = ""]) => ({
      ...{ className, type, file },
      stream: /stream:\s*["']([^"']+)["']/.exec(options)?.[1],
      subject: /@Subject\(\)[\s\S]*?(\w+)[!?]?:/.exec(
        body.replaceAll(/@(?!Subject)\w+\([^)]*\)/g, ""),
      )?.[1],
    }),
  );
}
