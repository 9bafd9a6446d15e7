import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The program that installs packages, and how it is called. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn";
  readonly install: readonly [string, ...string[]];
  /** What stands before the name of a script. */
  readonly run: string;
}

const MANAGERS: Readonly<Record<PackageManager["name"], PackageManager>> = {
  npm: { name: "npm", install: ["npm", "install", "--no-audit", "--no-fund"], run: "npm run" },
  pnpm: { name: "pnpm", install: ["pnpm", "install"], run: "pnpm" },
  yarn: { name: "yarn", install: ["yarn", "install"], run: "yarn" },
};

const LOCK_FILES: Readonly<Record<string, PackageManager["name"]>> = {
  "pnpm-lock.yaml": "pnpm",
  "pnpm-workspace.yaml": "pnpm",
  "yarn.lock": "yarn",
  "package-lock.json": "npm",
};

/**
 * The package manager of the workspace around a folder, or the one that runs this program, as it says
 * of itself; npm otherwise.
 */
export function packageManager(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): PackageManager {
  for (let at = dirname(folder); at !== dirname(at); at = dirname(at))
    for (const [file, name] of Object.entries(LOCK_FILES))
      if (existsSync(join(at, file))) return MANAGERS[name];
  const [caller = ""] = (env["npm_config_user_agent"] ?? "").split("/");
  return caller === "pnpm" || caller === "yarn" ? MANAGERS[caller] : MANAGERS.npm;
}
