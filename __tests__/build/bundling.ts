import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import { resolve } from "node:path";
import { rolldown } from "rolldown";
import {
  scanBundle,
  STARLINGMONKEY_ENVIRONMENT,
  type ScanResult,
} from "../../src/build/scan/index.js";
import type { Locate } from "../../src/build/scan/positions.js";

export interface TestBundle {
  readonly code: string;
  readonly locate: Locate;
}

/** A bundle of the project's modules that are given by path and text; `src/main.ts` is the entry. */
export async function bundleOf(modules: Readonly<Record<string, string>>): Promise<TestBundle> {
  const path = (id: string): string => id.slice("/project/".length);
  const build = await rolldown({
    input: "/project/src/main.ts",
    platform: "neutral",
    external: (id) => id.startsWith("node:"),
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    tsconfig: false,
    onLog: () => undefined,
    plugins: [
      {
        name: "modules",
        resolveId: (id, importer) => {
          const found = id.startsWith(".") ? resolve(importer ?? "/", "..", id) : id;
          if (Object.hasOwn(modules, path(found))) return found;
          return null;
        },
        load: (id) => modules[path(id)] ?? null,
      },
    ],
  });
  return generate(build, "/project/dist/main.js");
}

/** A bundle of one module of the savings account, with this package's sources. */
export async function bundleOfExample(module: string): Promise<TestBundle> {
  const build = await rolldown({
    input: resolve(`examples/savings-account/src/${module}.ts`),
    platform: "neutral",
    tsconfig: resolve("examples/savings-account/tsconfig.json"),
    resolve: {
      alias: { "evidentsource-functions": resolve("src/index.ts") },
      mainFields: ["es2015", "module", "main"],
    },
    onLog: () => undefined,
  });
  return generate(build, resolve("dist/main.js"));
}

async function generate(
  build: Awaited<ReturnType<typeof rolldown>>,
  file: string,
): Promise<TestBundle> {
  const { output } = await build.generate({
    format: "esm",
    file,
    sourcemap: true,
    keepNames: true,
    sourcemapIgnoreList: false,
  });
  await build.close();
  const [{ code, map }] = output;
  const trace = new TraceMap(map?.toString() ?? "");
  return {
    code,
    locate: (line, column) => {
      const found = originalPositionFor(trace, { line, column: column - 1 });
      if (found.source === null) return undefined;
      const source = resolve(file, "..", found.source);
      return { file: source, line: found.line, column: found.column + 1 };
    },
  };
}

/** Scans a bundle; `/project/src/` and the examples are projects. */
export function scanTestBundle(
  bundle: TestBundle,
  kind: "state-view" | "state-change",
): ScanResult {
  return scanBundle({
    ...bundle,
    kind,
    environment: STARLINGMONKEY_ENVIRONMENT,
    isProjectFile: (file) => file.startsWith("/project/src/") || file.includes("/examples/"),
    derivesConditions: kind === "state-change",
    isOwnFile: (file) =>
      file.startsWith(resolve("src")) ||
      /node_modules\/(class-|validator|reflect-metadata|libphonenumber)/.test(file),
  });
}
