import { createHash } from "node:crypto";

/** The hash of several parts, each told apart from the next, as hexadecimal digits. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

/** The hash of a content by itself, as servers and lock files name it. */
export const contentHash = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");
