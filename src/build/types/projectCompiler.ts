import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The program `tsc` of the TypeScript that a project would use, as a file for Node. */
export function projectCompiler(root: string): string | undefined {
  let manifest: string;
  try {
    manifest = createRequire(join(root, "package.json")).resolve("typescript/package.json");
  } catch {
    return undefined;
  }
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly bin?: unknown };
  const { tsc } = (bin ?? {}) as { readonly tsc?: unknown };
  return typeof tsc === "string" ? join(dirname(manifest), tsc) : undefined;
}
