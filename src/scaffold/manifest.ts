import { PACKAGE_VERSION } from "../version.js";
import { testedVersion } from "./packageFolder.js";
import type { TestRunner } from "./runners/testRunner.js";

export interface ManifestChoice {
  readonly name: string;
  readonly runner: TestRunner;
  /** Where this package comes from, as package.json writes it; default: the registry. */
  readonly packageSpec?: string | undefined;
  /** Default: the running one. */
  readonly nodeVersion?: string;
}

/** The new project's package.json. */
export function manifest({
  name,
  runner,
  packageSpec = `^${PACKAGE_VERSION}`,
  nodeVersion = process.versions.node,
}: ManifestChoice): string {
  const tools = ["@eslint/js", "@types/node", "eslint", "typescript", "typescript-eslint"];
  const content = {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    scripts: {
      dev: "evidentsource-functions dev",
      check: "evidentsource-functions check",
      build: "evidentsource-functions build",
      test: runner.script,
      "test:components":
        "evidentsource-functions build && evidentsource-functions test --components",
      lint: "eslint .",
      typecheck: "tsc",
    },
    dependencies: {
      "class-transformer": testedVersion("class-transformer"),
      "class-validator": testedVersion("class-validator"),
      "evidentsource-functions": packageSpec,
      "reflect-metadata": testedVersion("reflect-metadata"),
    },
    devDependencies: sorted({
      ...Object.fromEntries(tools.map((tool) => [tool, testedVersion(tool)])),
      ...runner.devDependencies,
      ...(hasSqlite(nodeVersion) ? {} : { [SQLITE]: testedVersion(SQLITE) }),
    }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const SQLITE = "@photostructure/sqlite";

/** Node brings SQLite along from 22.13 on; before, a library must, or there is nowhere to keep data. */
function hasSqlite(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

const sorted = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
