import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** A file or folder that this package carries. */
export const inPackage = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The versions that this package itself is built and tested with: new projects get the same. */
export function testedVersion(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(inPackage("package.json")), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const version = devDependencies[name];
  if (version === undefined) throw new Error(`${name} is no tool of this package`);
  return version;
}
