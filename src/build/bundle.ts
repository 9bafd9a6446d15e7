import { dirname, join } from "node:path";
import {
  rolldown,
  type InputOptions,
  type OutputChunk,
  type Plugin,
  type RolldownBuild,
} from "rolldown";
import { displayPath, isProjectFile, type Project } from "./project.js";

/** One ES module with a source map. */
export interface Bundle {
  readonly code: string;
  /** JSON text of the source map; sources are relative to the bundle's own file. */
  readonly map: string;
  /** What rolldown kept, by module id. */
  readonly modules: OutputChunk["modules"];
}

export interface BundleRequest {
  readonly project: Project;
  /** Source text of the entry module; it may import by absolute paths. */
  readonly entry: string;
  /** Where the bundle would stand; paths in the source map are relative to it. */
  readonly file: string;
  readonly plugins?: readonly Plugin[];
  readonly options?: Pick<InputOptions, "platform" | "resolve" | "treeshake">;
}

/** A project's sources that cannot be bundled. */
export class BundleError extends Error {
  override readonly name = "BundleError";
}

const ENTRY = "\0evidentsource-functions:entry";

/** Bundles what the entry needs into one module. */
export async function bundle({
  project,
  entry,
  file,
  plugins = [],
  options = {},
}: BundleRequest): Promise<Bundle> {
  let build: RolldownBuild | undefined;
  try {
    build = await rolldown({
      input: ENTRY,
      ...(project.tsconfig === undefined ? {} : { tsconfig: project.tsconfig }),
      ...options,
      plugins: [entryPlugin(entry, project), ...plugins],
      // Importing an interface without `type` is an error of the bundler, but not of TypeScript.
      shimMissingExports: true,
      onLog: () => undefined,
    });
    const { output } = await build.generate({
      format: "esm",
      file,
      sourcemap: true,
      keepNames: true,
    });
    const [chunk] = output;
    return { code: chunk.code, map: chunk.map?.toString() ?? "", modules: chunk.modules };
  } catch (error) {
    throw new BundleError(bundleMessage(error, project), { cause: error });
  } finally {
    await build?.close();
  }
}

/**
 * The entry stands in memory; what it imports by name resolves as if it stood beside the index module.
 * Filters keep the hook away from all other modules: a call into JavaScript for each would take most
 * of the bundling's time.
 */
function entryPlugin(entry: string, project: Project): Plugin {
  return {
    name: "evidentsource-functions:entry",
    resolveId: {
      filter: { id: /^(\0evidentsource-functions:entry|reflect-metadata)$/ },
      async handler(source, importer, extra) {
        if (source === ENTRY) return ENTRY;
        if (importer !== ENTRY) return null;
        const beside = join(dirname(project.index), "entry.js");
        return this.resolve(source, beside, { ...extra, skipSelf: true });
      },
    },
    load: { filter: { id: /^\0evidentsource-functions:entry$/ }, handler: () => entry },
  };
}

/** The first error, with its place in the project. */
function bundleMessage(error: unknown, project: Project): string {
  const { errors } = error as {
    errors?: readonly { message: string; id?: string; loc?: { line: number } }[];
  };
  const [first] = errors ?? [];
  if (first === undefined) return error instanceof Error ? error.message : String(error);
  const file =
    first.id !== undefined && isProjectFile(project, first.id)
      ? displayPath(project, first.id)
      : first.id;
  const line = first.loc === undefined ? "" : `:${String(first.loc.line)}`;
  return `${file === undefined ? "" : `${file}${line}: `}${first.message}`;
}
