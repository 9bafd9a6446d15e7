import type { DatabaseFunction } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Problem } from "../model/problems/index.js";
import type { Model, StateChangeModel } from "../model/model.js";
import { PACKAGE_VERSION } from "../version.js";
import { sha256 } from "./write/buildRecord.js";
import { notAcknowledged, readAcknowledged } from "./acknowledged.js";
import { bundleDefinition, bundleFile } from "./bundle/bundleDefinition.js";
import type { Bundle } from "./bundle/bundle.js";
import { isWithinOthers, type DefinitionLines } from "./discover/definitionLines.js";
import { discover, type Discovered, type Discovery } from "./discover/discover.js";
import type { Findings, FindingsByKey } from "./scan/findings.js";
import { isOwnFile } from "./bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import {
  libraryCopies,
  scanBundle,
  scanEmittedEvents,
  type EmittedEventCall,
  type EngineEnvironment,
} from "./scan/index.js";
import { sourcePositions, type Locate } from "./discover/sourcePositions.js";

/** A definition that is ready to become a component. */
export interface PreparedDefinition extends Discovered {
  readonly bundle: Bundle;
  /** The database functions that its code may call. */
  readonly databaseFunctions: ReadonlySet<DatabaseFunction>;
  readonly random: boolean;
}

export interface Preparation {
  readonly model: Model;
  readonly definitions: readonly PreparedDefinition[];
  /** All that was found, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was found in the bundles. */
  readonly findings: FindingsByKey;
}

/**
 * Everything of a build that needs no engine: discovers, bundles and scans. This is what `check` does.
 * @param environment - what the components' engine has.
 * @param known - findings of an earlier run.
 */
export async function prepare(
  project: Project,
  environment: EngineEnvironment,
  known: FindingsByKey = {},
): Promise<Preparation> {
  const acknowledged = readAcknowledged(project);
  const discovery = await discover(project);
  // At once: most of the time is spent outside of JavaScript.
  const prepared = await Promise.all(
    discovery.definitions.map((definition) =>
      prepareDefinition(project, definition, discovery, environment, known),
    ),
  );
  const findings = prepared.map(({ findings }) => findings);
  const found = findings.map(({ diagnostics }) => diagnostics);
  return {
    model: discovery.model,
    definitions: prepared.map(({ definition }) => definition),
    diagnostics: notAcknowledged(
      unique([withoutNeedless(discovery.diagnostics, findings), ...found].flat()),
      acknowledged,
      project,
      (file) => !isProjectFile(project, file),
    ),
    findings: Object.fromEntries(prepared.map(({ key, findings }) => [key, findings])),
  };
}

interface Prepared {
  readonly definition: PreparedDefinition;
  readonly key: string;
  readonly findings: Findings;
}

async function prepareDefinition(
  project: Project,
  definition: Discovered,
  discovery: Discovery,
  environment: EngineEnvironment,
  known: FindingsByKey,
): Promise<Prepared> {
  const { model, keptModules } = discovery;
  const bundle = await bundleDefinition(project, definition, keptModules);
  const change = model.stateChanges.find(
    ({ name }) => definition.world === "state-change" && name === definition.name,
  );
  const { code, map } = bundle;
  const lines = discovery.lines.filter(({ file }) => Object.hasOwn(bundle.modules, file));
  const context = JSON.stringify([
    ...[definition, change, model.events, [...environment.supplied]],
    lines,
  ]);
  const key = sha256(PACKAGE_VERSION, environment.engine, project.root, code, map, context);
  const findings =
    known[key] ?? findIn(bundle, project, definition, change, model, environment, lines);
  const { random, supplies } = findings;
  const databaseFunctions = new Set(findings.databaseFunctions);
  const complete =
    supplies.length === 0
      ? bundle
      : await bundleDefinition(project, definition, keptModules, supplies);
  return {
    definition: { ...definition, bundle: complete, databaseFunctions, random },
    key,
    findings,
  };
}

function findIn(
  bundle: Bundle,
  project: Project,
  definition: Discovered,
  change: StateChangeModel | undefined,
  model: Model,
  environment: EngineEnvironment,
  lines: readonly DefinitionLines[],
): Findings {
  const own = `${definition.world} ${definition.name}`;
  const positions = sourcePositions(bundle.map, bundleFile(project, definition));
  const derivesConditions = change?.decision.consistency === "derived";
  const scan = scanBundle({
    code: bundle.code,
    kind: definition.world,
    environment,
    locate: positions,
    isProjectFile: (file) => isProjectFile(project, file),
    isOwnFile,
    isJudgedElsewhere: (where) => isWithinOthers(where, own, lines),
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
    databaseFunctions: [...used],
    random: definition.world === "state-change" && (scan.drawsRandomness || makesIds(bundle)),
    supplies: [...scan.supplies],
    diagnostics: [
      ...scan.diagnostics.map((diagnostic) => ({
        ...diagnostic,
        where: relativePlace(project, diagnostic.where),
      })),
      ...missingStreams(emitted, model),
      ...libraryCopies(Object.keys(bundle.modules), (path) => displayPath(project, path)),
    ],
    subjects: subjectsOf(emitted),
  };
}

/** The functions that conditions are derived from. */
const READS: readonly DatabaseFunction[] = ["view", "viewState", "events", "query"];

/** Ids are drawn for the events that `event(…)` makes; without it, the author's code gives them. */
function makesIds({ modules }: Bundle): boolean {
  return Object.entries(modules).some(
    ([id, { renderedExports }]) =>
      isOwnFile(id) && id.endsWith("eventDraft.js") && renderedExports.includes("event"),
  );
}

/** Classes without @Subject are no mistake where each of their events is given one. */
function withoutNeedless(
  diagnostics: readonly Diagnostic[],
  found: readonly Findings[],
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
