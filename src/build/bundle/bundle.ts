import { messageOf } from "../../domain/index.js";
import { dirname, isAbsolute, join } from "node:path";
import {
  rolldown,
  type InputOptions,
  type OutputChunk,
  type Plugin,
  type RolldownBuild,
} from "rolldown";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { displayPath, isProjectFile, type Project } from "../project.js";
import { readPlugin } from "./readPlugin.js";

/** One ES module with a source map. */
export interface Bundle {
  readonly code: string;
  /** JSON text of the source map; sources are relative to the bundle's own file. */
  readonly map: string;
  /** What rolldown kept, by module id. */
  readonly modules: OutputChunk["modules"];
  /** Absolute paths of all files that were read for it, whether anything of them was kept or not. */
  readonly files: readonly string[];
}

export interface BundleRequest {
  readonly project: Project;
  /** Source text of the entry module; it may import by absolute paths. */
  readonly entry: string;
  /** Where the bundle would stand; paths in the source map are relative to it. */
  readonly file: string;
  readonly plugins?: readonly Plugin[];
  readonly options?: Pick<InputOptions, "external" | "platform" | "resolve" | "treeshake">;
}

/** A project's sources that cannot be bundled. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  /** What is wrong, without the place. */
  readonly reason: string;
  readonly where: SourceLocation | undefined;

  constructor(reason: string, where: SourceLocation | undefined, options?: ErrorOptions) {
    const place =
      where === undefined ? "" : `${where.file}:${String(where.line)}:${String(where.column)}: `;
    super(`${place}${reason}`, options);
    this.reason = reason;
    this.where = where;
  }
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
  const read = new Set<string>();
  const reading = project.read === undefined ? [] : [readPlugin(project, project.read, read)];
  try {
    build = await rolldown({
      input: ENTRY,
      cwd: project.root,
      ...(project.tsconfig === undefined ? {} : { tsconfig: project.tsconfig }),
      ...options,
      // Without names of modules, which are paths, the same sources give the same code in every folder.
      experimental: { attachDebugInfo: "none" },
      plugins: [entryPlugin(entry, project), ...reading, ...plugins],
      // Importing an interface without `type` is an error of the bundler, but not of TypeScript.
      shimMissingExports: true,
      onLog: () => undefined,
    });
    const { output } = await build.generate({
      format: "esm",
      file,
      sourcemap: true,
      keepNames: true,
      // What is imported later is a part of the bundle, too.
      codeSplitting: false,
      // Code is a part of components: comments make them larger, and JSDoc helps nobody there.
      comments: { legal: true, annotation: false, jsdoc: false },
      // Otherwise a module that throws while it loads would lose the exports after that place.
      minify: false,
    });
    const [chunk] = output;
    return {
      code: chunk.code,
      map: chunk.map?.toString() ?? "",
      modules: chunk.modules,
      files: [...new Set([...(await build.watchFiles), ...read])].filter((id) => isAbsolute(id)),
    };
  } catch (error) {
    throw bundleError(error, project);
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
function bundleError(error: unknown, project: Project): BundleError {
  const { errors } = error as { errors?: readonly RolldownError[] };
  const { message, id, loc } = errors?.[0] ?? {
    message: messageOf(error),
  };
  const file = id !== undefined && isProjectFile(project, id) ? displayPath(project, id) : id;
  const where =
    file === undefined || id === ENTRY
      ? undefined
      : { file, line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
  // Below its first line, the message draws the place.
  const [reason = ""] = message.replace(/^\[[A-Z_]+\] /, "").split("\n", 1);
  return new BundleError(reason, where, { cause: error });
}

/** What rolldown tells of a mistake in the sources; columns count from 0. */
interface RolldownError {
  readonly message: string;
  readonly id?: string;
  readonly loc?: { readonly line: number; readonly column: number };
}
