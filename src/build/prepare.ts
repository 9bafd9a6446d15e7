import type { DatabaseFunction } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Problem } from "../model/problems/index.js";
import type { Model } from "../model/model.js";
import { bundleAuthorCode, bundleFile } from "./bundle/bundleDefinition.js";
import type { Bundle } from "./bundle/bundle.js";
import { concurrently } from "./concurrently.js";
import { discover, type Discovered } from "./discover/discover.js";
import { isOwnFile } from "./bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import {
  scanBundle,
  scanEmittedEvents,
  type EngineEnvironment,
  type SuppliedModule,
} from "./scan/index.js";
import { sourcePositions, type Locate } from "./discover/sourcePositions.js";

/** A definition and what was found out about it. */
export interface PreparedDefinition extends Discovered {
  /** The database functions that its code may call. */
  readonly databaseFunctions: ReadonlySet<DatabaseFunction>;
  /** Whether the author's code draws random numbers. */
  readonly drawsRandomness: boolean;
  /** The modules that its bundle must import to have all globals that it uses. */
  readonly supplies: readonly SuppliedModule[];
}

export interface Preparation {
  readonly model: Model;
  readonly definitions: readonly PreparedDefinition[];
  /** All that was found, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Modules of the project that are imported for their side effects alone. */
  readonly keptModules: ReadonlySet<string>;
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
}

/** More bundlers at a time only take more memory: each uses all cores by itself. */
const BUNDLERS = 2;

/**
 * Everything of a build that needs no engine: discovers the definitions and looks through the code of
 * each. This is what `check` does.
 * @param environment - what the components' engine has.
 */
export async function prepare(
  project: Project,
  environment: EngineEnvironment,
): Promise<Preparation> {
  const { model, definitions, keptModules, diagnostics, files } = await discover(project);
  const found = await concurrently(definitions, BUNDLERS, async (definition) => {
    const bundle = await bundleAuthorCode(project, definition, keptModules);
    return findIn(bundle, project, definition, model, environment);
  });
  return {
    model,
    keptModules,
    files,
    definitions: found.map(({ definition }) => definition),
    diagnostics: unique([diagnostics, ...found.map((each) => each.diagnostics)].flat()),
  };
}

export interface Found {
  readonly definition: PreparedDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks through a bundle of a definition. */
export function findIn(
  bundle: Bundle,
  project: Project,
  definition: Discovered,
  model: Model,
  environment: EngineEnvironment,
): Found {
  const positions = sourcePositions(bundle.map, bundleFile(project, definition));
  const change = model.stateChanges.find(
    ({ name }) => definition.world === "state-change" && name === definition.name,
  );
  const derivesConditions = change?.decision.consistency === "derived";
  const scan = scanBundle({
    code: bundle.code,
    kind: definition.world,
    environment,
    locate: positions,
    isProjectFile: (file) => isProjectFile(project, file),
    isOwnFile,
    derivesConditions,
  });
  const used = new Set([...scan.databaseFunctions, ...(change?.uses ?? [])]);
  // Derived conditions name the revision that was read at.
  if (derivesConditions && READS.some((name) => used.has(name))) used.add("revision");
  const locate: Locate = (line, column) => relativePlace(project, positions(line, column));
  return {
    definition: {
      ...definition,
      databaseFunctions: used,
      drawsRandomness: scan.drawsRandomness,
      supplies: [...scan.supplies],
    },
    diagnostics: [
      ...scan.diagnostics.map((diagnostic) => ({
        ...diagnostic,
        where: relativePlace(project, diagnostic.where),
      })),
      ...missingStreams(bundle, locate, model),
    ],
  };
}

/** The functions that conditions are derived from. */
const READS: readonly DatabaseFunction[] = ["view", "viewState", "query"];

function missingStreams({ code }: Bundle, locate: Locate, { events }: Model): Diagnostic[] {
  const homeless = new Set(
    events.filter(({ stream }) => stream === undefined).map(({ className }) => className),
  );
  if (homeless.size === 0) return [];
  return scanEmittedEvents(code, locate)
    .filter(({ className, namesStream }) => !namesStream && homeless.has(className))
    .map(({ className, where }) => Problem.noStream({ className, where }, className));
}

function relativePlace(project: Project, where: Diagnostic["where"]): Diagnostic["where"] {
  return where && { ...where, file: displayPath(project, where.file) };
}

/** The same line of shared code is in several bundles. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [
    ...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values(),
  ];
}
