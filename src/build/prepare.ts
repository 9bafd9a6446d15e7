import type { DatabaseFunction } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Problem } from "../model/problems/index.js";
import type { Model, StateChangeModel } from "../model/model.js";
import { PACKAGE_VERSION } from "../version.js";
import { sha256 } from "./write/buildRecord.js";
import { bundleDefinition, bundleFile } from "./bundle/bundleDefinition.js";
import type { Bundle } from "./bundle/bundle.js";
import { discover, type Discovered, type Discovery } from "./discover/discover.js";
import type { Findings, FindingsByKey } from "./scan/findings.js";
import { isOwnFile } from "./bundle/ownPackage.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import { scanBundle, scanEmittedEvents, type EngineEnvironment } from "./scan/index.js";
import { sourcePositions, type Locate } from "../artifact/sourcePositions.js";

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
  const discovery = await discover(project);
  // At once: most of the time is spent outside of JavaScript.
  const prepared = await Promise.all(
    discovery.definitions.map((definition) =>
      prepareDefinition(project, definition, discovery, environment, known),
    ),
  );
  const found = prepared.map(({ findings }) => findings.diagnostics);
  return {
    model: discovery.model,
    definitions: prepared.map(({ definition }) => definition),
    diagnostics: unique([discovery.diagnostics, ...found].flat()),
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
  const context = JSON.stringify([definition, change, model.events, [...environment.supplied]]);
  const key = sha256(PACKAGE_VERSION, environment.engine, project.root, code, map, context);
  const findings = known[key] ?? findIn(bundle, project, definition, change, model, environment);
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
): Findings {
  const positions = sourcePositions(bundle.map, bundleFile(project, definition));
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
    databaseFunctions: [...used],
    random: definition.world === "state-change" && (scan.drawsRandomness || makesIds(bundle)),
    supplies: [...scan.supplies],
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

/** Ids are drawn for the events that `event(…)` makes; without it, the author's code gives them. */
function makesIds({ modules }: Bundle): boolean {
  return Object.entries(modules).some(
    ([id, { renderedExports }]) =>
      isOwnFile(id) && id.endsWith("eventDraft.js") && renderedExports.includes("event"),
  );
}

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
