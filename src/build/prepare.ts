import type { DatabaseFunction } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Problem } from "../model/problems/index.js";
import type { Model } from "../model/model.js";
import type { ViewVersions } from "../model/viewVersions.js";
import { bundleAuthorCode, bundleFile, type AuthorBundle } from "./bundle/bundleDefinition.js";
import type { Bundle } from "./bundle/bundle.js";
import { notAcknowledged, readAcknowledged } from "./acknowledged.js";
import { concurrently } from "./concurrently.js";
import { isWithinOthers, type DefinitionLines } from "./discover/definitionLines.js";
import { discover, type Discovered, type Discovery } from "./discover/discover.js";
import { isOwnFile } from "./bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import {
  libraryCopies,
  scanBundle,
  scanEmittedEvents,
  type EmittedEventCall,
  type EngineEnvironment,
  type SuppliedModule,
} from "./scan/index.js";
import { sourcePositions, type Locate } from "../artifact/sourcePositions.js";

/** A definition and what was found out about it. */
export interface PreparedDefinition extends Discovered {
  /** The database functions that its code may call. */
  readonly databaseFunctions: ReadonlySet<DatabaseFunction>;
  /** Whether the author's code draws random numbers. */
  readonly drawsRandomness: boolean;
  /** The modules that its bundle must import to have all globals that it uses. */
  readonly supplies: readonly SuppliedModule[];
  /** Versions other than 1 of the views that it may read and whose sources say none. */
  readonly viewVersions: ViewVersions;
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
  /** Where the definitions stand. */
  readonly lines: readonly DefinitionLines[];
}

/** More bundlers at a time only take more memory: each uses all cores by itself. */
const BUNDLERS = 2;

/** Gives what was found out about a definition before, if nothing has changed since; else looks anew. */
export type Remember = (
  definition: Discovered,
  discovery: Discovery,
  look: () => Promise<Found>,
) => Promise<Found>;

export interface PrepareOptions {
  /** Versions of views whose sources say none; default: 1. */
  readonly versions?: ViewVersions;
  /** What spares a process that stays the second look at what is unchanged. */
  readonly remember?: Remember;
}

/**
 * Everything of a build that needs no engine: discovers the definitions and looks through the code of
 * each. This is what `check` does.
 * @param environment - what the components' engine has.
 */
export async function prepare(
  project: Project,
  environment: EngineEnvironment,
  { versions = {}, remember = (_definition, _discovery, look) => look() }: PrepareOptions = {},
): Promise<Preparation> {
  const acknowledged = readAcknowledged(project);
  const discovery = await discover(project, versions);
  const { model, definitions, keptModules, diagnostics, files, lines } = discovery;
  const found = await concurrently(definitions, BUNDLERS, (definition) =>
    remember(definition, discovery, async () => {
      const bundle = await bundleAuthorCode(project, definition, keptModules);
      return findIn(bundle, project, definition, model, environment, lines);
    }),
  );
  return {
    model,
    keptModules,
    files,
    lines,
    definitions: found.map(({ definition }) => ({
      ...definition,
      viewVersions: versionsRead(definition, model, definitions),
    })),
    diagnostics: notAcknowledged(
      unique(
        [withoutNeedless(diagnostics, found), ...found.map((each) => each.diagnostics)].flat(),
      ),
      acknowledged,
      project,
      (file) => !isProjectFile(project, file),
    ),
  };
}

export interface Found {
  readonly definition: Omit<PreparedDefinition, "viewVersions"> & {
    readonly modules: ReadonlySet<string>;
  };
  readonly diagnostics: readonly Diagnostic[];
  /** The event classes that it makes events of, and whether each time with a subject in place. */
  readonly subjects: Readonly<Record<string, boolean>>;
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
}

/** Looks through a bundle of a definition. */
export function findIn(
  bundle: Bundle & Partial<AuthorBundle>,
  project: Project,
  definition: Discovered,
  model: Model,
  environment: EngineEnvironment,
  lines: readonly DefinitionLines[],
): Found {
  const own = `${definition.world} ${definition.name}`;
  const within = lines.filter(({ file }) => Object.hasOwn(bundle.modules, file));
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
    isJudgedElsewhere: (where) => isWithinOthers(where, own, within),
    derivesConditions,
  });
  const used = new Set([...scan.databaseFunctions, ...(change?.uses ?? [])]);
  // Derived conditions name the revision that was read at.
  if (derivesConditions && READS.some((name) => used.has(name))) used.add("revision");
  const locate: Locate = (line, column) => relativePlace(project, positions(line, column));
  const asks = model.events.some(
    ({ stream, subjectProperty }) => stream === undefined || subjectProperty === undefined,
  );
  const emitted = asks ? scanEmittedEvents(bundle.code, locate) : [];
  return {
    definition: {
      ...definition,
      databaseFunctions: used,
      drawsRandomness: scan.drawsRandomness,
      supplies: [...scan.supplies],
      modules: new Set(Object.keys(bundle.modules)),
    },
    diagnostics: [
      ...scan.diagnostics.map((diagnostic) => ({
        ...diagnostic,
        where: relativePlace(project, diagnostic.where),
      })),
      ...missingStreams(emitted, model),
      ...libraryCopies([...Object.keys(bundle.modules), ...(bundle.libraries ?? [])], (path) =>
        displayPath(project, path),
      ),
    ],
    subjects: subjectsOf(emitted),
    files: bundle.files,
  };
}

/** A view is read where its module is in the bundle; one of which the module is unknown may be read anywhere. */
function versionsRead(
  { world, modules }: Found["definition"],
  { stateViews }: Model,
  definitions: readonly Discovered[],
): ViewVersions {
  if (world === "state-view") return {};
  const read = stateViews.filter(({ name, version, pinned }) => {
    if (pinned === true || version === 1) return false;
    const view = definitions.find((one) => one.world === "state-view" && one.name === name);
    return view?.declarations?.every(({ file }) => modules.has(file)) !== false;
  });
  return Object.fromEntries(read.map(({ name, version }) => [name, version]));
}

/** The functions that conditions are derived from. */
const READS: readonly DatabaseFunction[] = ["view", "viewState", "events", "query"];

/** Classes without @Subject are no mistake where each of their events is given one. */
function withoutNeedless(
  diagnostics: readonly Diagnostic[],
  found: readonly Found[],
): readonly Diagnostic[] {
  return diagnostics.filter(({ code, className = "" }) => {
    if (code !== "ESF222") return true;
    const made = found.flatMap(({ subjects }) => subjects[className] ?? []);
    return made.length === 0 || made.includes(false);
  });
}

function subjectsOf(emitted: readonly EmittedEventCall[]): Record<string, boolean> {
  const subjects: Record<string, boolean> = {};
  for (const { className, namesSubject } of emitted)
    subjects[className] = namesSubject && subjects[className] !== false;
  return subjects;
}

function missingStreams(
  emitted: readonly EmittedEventCall[],
  { events }: Model,
): readonly Diagnostic[] {
  const homeless = new Set(
    events.filter(({ stream }) => stream === undefined).map(({ className }) => className),
  );
  if (homeless.size === 0) return [];
  return emitted
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
