import { appendFileSync } from "node:fs";

/** The variable with the file that counts the specifications which reached components. */
export const COUNT_FILE = "EVIDENTSOURCE_COUNT";

/** Notes that a specification runs against components: a byte in a file, whatever process it runs in. */
export function noteReached(env: Readonly<Record<string, string | undefined>> = process.env): void {
  const file = env[COUNT_FILE] ?? "";
  if (file !== "") appendFileSync(file, ".");
}
