import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { hasErrors, type Diagnostic } from "../../model/diagnostic.js";
import { checkSelectors } from "../../model/checkSelectors.js";
import { checkViewReads } from "../../model/checkViewReads.js";
import { link } from "../../model/link.js";
import type { Model } from "../../model/model.js";
import { Problem } from "../../model/problems/index.js";
import { withFreshRegistry, type Registry } from "../../model/registry.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { ViewVersions } from "../../model/viewVersions.js";
import { toModel } from "../../model/toModel.js";
import { bundle, BundleError } from "../bundle/bundle.js";
import { describeFromSources } from "./describeFromSources.js";
import { checkManifests } from "./checkManifests.js";
import { callSite } from "./callSite.js";
import { declarationOf } from "./declarationOf.js";
import { checkCompilerFlags } from "../bundle/compilerFlags.js";
import { exportedDefinitions, type Discovered } from "./exportedDefinitions.js";
import { definitionLines, type DefinitionLines } from "./definitionLines.js";
import { withForgottenDecision } from "./forgottenDecisions.js";
import { forgottenHandlers } from "./forgottenHandlers.js";
import { forgottenFiles } from "./forgottenFiles.js";
import { importCircle, type Imports } from "./importCircle.js";
import { externalPlugin } from "./externalPlugin.js";
import type { Import } from "./importPlace.js";
import { noSources, sourcesPlugin, type Sources } from "./sourcesPlugin.js";
import { withMemberPlace } from "./memberPlace.js";
import { notInstalled } from "./missingImport.js";
import { withTypeOnlyPayload } from "./typeOnlyPayload.js";
import { undeclaredClasses } from "./undeclaredClasses.js";
import { displayPath, type Project } from "../project.js";
import { checkClassShapes } from "../scan/index.js";
import { sourcePositions } from "../../artifact/sourcePositions.js";
import { temporaryFolder } from "../write/temporaryFolder.js";

export type { Discovered };

export interface Discovery {
  readonly model: Model;
  readonly definitions: readonly Discovered[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the project that are imported for their side effects alone, or that only import them. */
  readonly keptModules: ReadonlySet<string>;
  /** Where the definitions stand. */
  readonly lines: readonly DefinitionLines[];
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
  /** What each of the project's modules imports, by their absolute paths. */
  readonly imports: Imports;
}

/**
 * Loads the project's index module in this process and reads what its decorators recorded. Libraries
 * are loaded as Node loads them; only the project's own modules are compiled.
 */
export async function discover(project: Project, versions: ViewVersions = {}): Promise<Discovery> {
  checkManifests(project);
  const flags = checkCompilerFlags(project);
  // Decorators of the wrong kind would only repeat the same mistake, once for each class.
  if (hasErrors(flags)) return { ...NOTHING, diagnostics: flags };
  const sources = noSources();
  const { imports, shapes, keptModules } = sources;
  const folder = await temporaryFolder();
  try {
    const loaded = await load(project, folder, sources);
    const typeOnly = sources.typeOnlyUses.map((use) => Problem.typeOnlyImport(use, use.imported));
    if ("reason" in loaded) {
      // What a library's TypeScript does when it is loaded says nothing more.
      const causes = [...loaded.diagnostics, ...whyNotDefined(loaded.reason, sources, typeOnly)];
      if (causes.length > 0) return { ...NOTHING, diagnostics: [...flags, ...causes] };
      const place = { where: loaded.where ?? indexPlace(project) };
      const problem = Problem.notLoadable(place, loaded.reason);
      const told = withCircle(problem, imports, project);
      return { ...NOTHING, diagnostics: [...flags, told] };
    }
    const describe = describeFromSources(shapes, sources.aliases);
    const viewVersions = new Map(Object.entries(versions));
    const linked = link({ ...loaded.registry, viewVersions }, describe);
    const found = exportedDefinitions(linked, loaded.exports, (target) =>
      declarationOf(target, shapes, project),
    );
    const nothing =
      loaded.registry.records.length === 0
        ? [Problem.nothingRegistered({ where: indexPlace(project) })]
        : [];
    return {
      model: toModel(linked, describe),
      definitions: found.definitions,
      keptModules,
      lines: definitionLines(linked, shapes, project.root),
      files: loaded.files,
      imports,
      diagnostics: [
        ...flags,
        ...loaded.diagnostics,
        ...typeOnly,
        ...linked.diagnostics
          .filter(({ cause }) => whyNotDefined(cause, sources, typeOnly).length === 0)
          .map((problem) =>
            withMemberPlace(
              withCircle(
                withForgottenDecision(withTypeOnlyPayload(problem, shapes), shapes),
                imports,
                project,
              ),
              shapes,
            ),
          ),
        ...forgottenHandlers(loaded.registry.records, shapes, sources.accesses),
        ...checkClassShapes(shapes).filter((problem) => !isTold(problem, linked.diagnostics)),
        ...checkSelectors(linked, sources.selectors),
        ...undeclaredClasses(sources.eventCalls, sources.reads, loaded.registry.records, shapes),
        ...checkViewReads(linked, sources.reads),
        ...found.diagnostics,
        ...nothing,
        ...(await forgottenFiles(project, new Set(imports.keys()))),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where a name is not defined because its import is one of types, that says it all. */
function whyNotDefined(
  reason: string,
  { typeOnlyUses }: Sources,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  const name = /\bReferenceError: (\S+) is not defined/.exec(reason)?.[1];
  return typeOnlyUses.some((use) => use.name === name) ? told : [];
}

/** An undefined class is the sign of a circle of imports, which is easier found where it is spelled out. */
function withCircle(problem: Diagnostic, imports: Imports, project: Project): Diagnostic {
  const { code, cause, where } = problem;
  const isSign = code === "ESF204" || cause.includes("before initialization");
  if (!isSign || where === undefined) return problem;
  const circle = importCircle(imports, resolve(project.root, where.file));
  if (circle === undefined) return problem;
  const files = circle.map((file) => displayPath(project, file));
  return { ...problem, remedy: `Break the circle of imports: ${files.join(" → ")}.` };
}

/** Whether the definitions have told the same of a member, by its types. */
function isTold({ code, className, member }: Diagnostic, told: readonly Diagnostic[]): boolean {
  return told.some(
    (other) =>
      other.code === code &&
      member !== undefined &&
      other.className === className &&
      other.member === member,
  );
}

const NOTHING: Discovery = {
  model: { schemaVersion: 1, stateViews: [], stateChanges: [], events: [] },
  definitions: [],
  diagnostics: [],
  keptModules: new Set(),
  lines: [],
  files: [],
  imports: new Map(),
};

interface Loaded {
  readonly registry: Registry;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
}

interface NotLoaded {
  readonly diagnostics: readonly Diagnostic[];
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
  const missing: Import[] = [];
  let map: string;
  let files: readonly string[];
  try {
    const built = await bundle({
      project,
      entry: `import "reflect-metadata";\nexport * from ${JSON.stringify(project.index)};`,
      file,
      plugins: [
        externalPlugin(project, diagnostics, missing),
        sourcesPlugin(project, sources, diagnostics),
      ],
      options: { platform: "node", treeshake: false },
    });
    await writeFile(file, built.code);
    map = built.map;
    files = built.files;
  } catch (error) {
    if (error instanceof BundleError)
      return { diagnostics, reason: error.reason, where: error.where };
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
      return { registry, exports, diagnostics, files };
    } catch (error) {
      const why = notInstalled(error, missing, project) ?? notLoaded(error, locate);
      return { ...why, diagnostics };
    }
  });
}

function notLoaded(
  error: unknown,
  locate: (error: Error) => SourceLocation | undefined,
): Omit<NotLoaded, "diagnostics"> {
  return error instanceof Error
    ? { reason: `${error.name}: ${error.message}`, where: locate(error) }
    : { reason: String(error) };
}

function indexPlace(project: Project): SourceLocation {
  return { file: displayPath(project, project.index), line: 1, column: 1 };
}
