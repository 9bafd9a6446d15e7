import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "rolldown";
import { describePayload } from "../../codec/index.js";
import type { Definitions } from "../../model/definitions.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { link } from "../../model/link.js";
import type { Model } from "../../model/model.js";
import { Problem } from "../../model/problems/index.js";
import { withFreshRegistry, type Registry } from "../../model/registry.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { toModel } from "../../model/toModel.js";
import { bareImports } from "./bareImports.js";
import { bundle, BundleError } from "../bundle/bundle.js";
import { callSite } from "./callSite.js";
import { checkCompilerFlags } from "../bundle/compilerFlags.js";
import type { World } from "../../domain/index.js";
import { notInstalled, type MissingImport } from "./missingImport.js";
import { ownResolution } from "../bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "../project.js";
import { checkClassShapes, scanClasses, type ClassShape } from "../scan/index.js";
import { sourcePositions } from "../../artifact/sourcePositions.js";

/** A definition and the exports of the index module that make it. */
export interface Discovered {
  readonly world: World;
  readonly name: string;
  /** The class itself first, then a class that decides for it. */
  readonly exportNames: readonly string[];
}

export interface Discovery {
  readonly model: Model;
  readonly definitions: readonly Discovered[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the project that are imported for their side effects alone, or that only import them. */
  readonly keptModules: ReadonlySet<string>;
}

/**
 * Loads the project's index module in this process and reads what its decorators recorded. Libraries
 * are loaded as Node loads them; only the project's own modules are compiled.
 */
export async function discover(project: Project): Promise<Discovery> {
  const flags = checkCompilerFlags(project);
  // Decorators of the wrong kind would only repeat the same mistake, once for each class.
  if (flags.some(({ severity }) => severity === "error")) return { ...NOTHING, diagnostics: flags };
  const shapes: ClassShape[] = [];
  const keptModules = new Set<string>();
  const folder = await mkdtemp(join(tmpdir(), "evidentsource-functions-"));
  try {
    const loaded = await load(project, folder, { shapes, keptModules });
    if ("reason" in loaded) {
      const place = { where: loaded.where ?? indexPlace(project) };
      return { ...NOTHING, diagnostics: [...flags, Problem.notLoadable(place, loaded.reason)] };
    }
    const linked = link(loaded.registry, describePayload);
    const found = discovered(linked, loaded.exports);
    const nothing =
      loaded.registry.records.length === 0
        ? [Problem.nothingRegistered({ where: indexPlace(project) })]
        : [];
    return {
      model: toModel(linked, describePayload),
      definitions: found.definitions,
      keptModules,
      diagnostics: [
        ...flags,
        ...loaded.diagnostics,
        ...linked.diagnostics,
        ...checkClassShapes(shapes),
        ...found.diagnostics,
        ...nothing,
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NOTHING: Discovery = {
  model: { schemaVersion: 1, stateViews: [], stateChanges: [], events: [] },
  definitions: [],
  diagnostics: [],
  keptModules: new Set(),
};

interface Loaded {
  readonly registry: Registry;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

interface NotLoaded {
  readonly reason: string;
  readonly where?: SourceLocation | undefined;
}

async function load(
  project: Project,
  folder: string,
  sources: Sources,
): Promise<Loaded | NotLoaded> {
  const file = join(folder, "index.mjs");
  const diagnostics: Diagnostic[] = [];
  const missing: MissingImport[] = [];
  let map: string;
  try {
    const built = await bundle({
      project,
      entry: `import "reflect-metadata";\nexport * from ${JSON.stringify(project.index)};`,
      file,
      plugins: [externalPlugin(diagnostics, missing), sourcesPlugin(project, sources)],
      options: { platform: "node", treeshake: false },
    });
    await writeFile(file, built.code);
    map = built.map;
  } catch (error) {
    if (error instanceof BundleError) return { reason: error.reason, where: error.where };
    throw error;
  }
  const positions = sourcePositions(map, file);
  const locate = (error: Error): SourceLocation | undefined => {
    const site = callSite(error, pathToFileURL(file).href);
    const found = site && positions(site.line, site.column);
    return found && { ...found, file: displayPath(project, found.file) };
  };
  return withFreshRegistry(async (registry) => {
    registry.locate = () => locate(new Error("here"));
    try {
      // The name is new each time, so that Node evaluates the module again.
      const exports = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
      return { registry, exports, diagnostics };
    } catch (error) {
      return notInstalled(error, missing, project) ?? notLoaded(error, locate);
    }
  });
}

function notLoaded(
  error: unknown,
  locate: (error: Error) => SourceLocation | undefined,
): NotLoaded {
  return error instanceof Error
    ? { reason: `${error.name}: ${error.message}`, where: locate(error) }
    : { reason: String(error) };
}

/** Leaves libraries to Node, by the paths that the project resolves them to. */
function externalPlugin(diagnostics: Diagnostic[], missing: MissingImport[]): Plugin {
  return {
    name: "evidentsource-functions:external",
    resolveId: {
      // Neither relative nor absolute, nor made by a plugin.
      filter: { id: /^(?!\0|\.|\/|[a-zA-Z]:)/ },
      async handler(source, importer, extra) {
        if (isBuiltin(source)) return { id: source, external: true };
        const resolved = await this.resolve(source, importer, { ...extra, skipSelf: true });
        if (resolved === null && importer !== undefined) missing.push({ source, importer });
        if (resolved?.external !== false) return resolved;
        if (source === "class-transformer" && resolved.id !== ownResolution(source)) {
          diagnostics.push(Problem.libraryTwice(source, resolved.id, ownResolution(source)));
        }
        return { id: pathToFileURL(resolved.id).href, external: true };
      },
    },
  };
}

/** What is read off the project's own modules as they are written. */
interface Sources {
  readonly shapes: ClassShape[];
  readonly keptModules: Set<string>;
}

function sourcesPlugin(project: Project, { shapes, keptModules }: Sources): Plugin {
  return {
    name: "evidentsource-functions:sources",
    transform: {
      filter: { id: { include: /\.[mc]?[jt]sx?$/, exclude: /[\\/]node_modules[\\/]/ } },
      async handler(code, id) {
        if (!isProjectFile(project, id)) return null;
        let found: readonly ClassShape[];
        let bare: readonly string[];
        try {
          found = scanClasses(code, displayPath(project, id));
          bare = bareImports(code, id);
        } catch {
          // The bundler tells what cannot be parsed, and where.
          return null;
        }
        shapes.push(...found);
        // An index that passes exports on would be left out, and its imports with it.
        if (bare.length > 0 && found.length === 0) keptModules.add(id);
        for (const source of bare) {
          const resolved = await this.resolve(source, id);
          if (resolved !== null) keptModules.add(resolved.id);
        }
        return null;
      },
    },
  };
}

interface Exported {
  readonly definitions: readonly Discovered[];
  readonly diagnostics: readonly Diagnostic[];
}

function discovered(linked: Definitions, exports: Readonly<Record<string, unknown>>): Exported {
  const diagnostics: Diagnostic[] = [];
  const names = new Map<unknown, string>();
  for (const [name, value] of Object.entries(exports))
    if (!names.has(value)) names.set(value, name);
  const exportName = (
    target: { readonly name: string },
    what: string,
    where?: SourceLocation,
  ): string | undefined => {
    const name = names.get(target);
    if (name === undefined)
      diagnostics.push(Problem.notExported({ className: target.name, where }, what));
    return name;
  };
  const definitions: Discovered[] = [];
  for (const { name, target, where } of linked.stateViews) {
    const found = exportName(target, `The state view ${name}`, where);
    if (found !== undefined) definitions.push({ world: "state-view", name, exportNames: [found] });
  }
  for (const { name, command, decision, where } of linked.stateChanges) {
    const found = [exportName(command, `The command ${name}`, where)];
    if (decision.outside) found.push(exportName(decision.target, `The decision of ${name}`, where));
    const exportNames = found.filter((item) => item !== undefined);
    if (exportNames.length === found.length)
      definitions.push({ world: "state-change", name, exportNames });
  }
  return { definitions, diagnostics };
}

function indexPlace(project: Project): SourceLocation {
  return { file: displayPath(project, project.index), line: 1, column: 1 };
}
