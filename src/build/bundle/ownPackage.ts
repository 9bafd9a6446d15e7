import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** This package's folder. */
export const PACKAGE_ROOT = realpathSync(fileURLToPath(new URL("../../../", import.meta.url)));

/** Packages whose code every component with payloads contains; what they use is known to work. */
const PEERS = [
  "class-transformer",
  "class-validator",
  "reflect-metadata",
  "validator",
  "libphonenumber-js",
];

/** How modules of this package and of these libraries are imported. */
export const OWN_PACKAGES = new RegExp(`^(evidentsource-functions|${PEERS.join("|")})(/|$)`);

/** A module of this package that is bundled into components. */
export function ownModule(path: string): string {
  return fileURLToPath(new URL(`../../${path}.js`, import.meta.url));
}

/** Whether the file belongs to this package or to the libraries that it stands on. */
export function isOwnFile(file: string): boolean {
  return (
    file.startsWith(dirname(ownModule("index")) + sep) ||
    PEERS.some((name) => file.includes(`${sep}node_modules${sep}${name}${sep}`))
  );
}

/** Where this package finds a library. */
export function ownResolution(specifier: string): string {
  return realpathSync(createRequire(import.meta.url).resolve(specifier));
}

/** The version of a dependency; the WebAssembly tools are pinned to exact ones. */
export function pinnedVersion(dependency: string): string {
  const manifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    peerDependencies: Record<string, string>;
  };
  const { dependencies, peerDependencies } = manifest;
  return dependencies[dependency] ?? peerDependencies[dependency] ?? "unknown";
}
