import { parseAst } from "rolldown/parseAst";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { DatabaseFunction } from "../../domain/index.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { findDatabaseFunctions } from "./databaseFunctions.js";
import { STAND_INS, type EngineEnvironment, type SuppliedModule } from "./environments.js";
import { findUses } from "./findUses.js";
import { locateOffsets, type Locate } from "./positions.js";
import type { Use } from "./use.js";
import { Problem } from "../../model/problems/index.js";
import { findViewsByName } from "./viewsByName.js";
import { dependencyProblem, useProblem, type DefinitionKind } from "./useProblem.js";

export interface ScanInput {
  /** The bundle of one definition, as one ES module. */
  readonly code: string;
  readonly locate: Locate;
  readonly kind: DefinitionKind;
  /** What the engine's components have. */
  readonly environment: EngineEnvironment;
  readonly isProjectFile: (file: string) => boolean;
  /** Whether a file belongs to this package or to the libraries that it stands on; it is not scanned. */
  readonly isOwnFile: (file: string) => boolean;
  /** Whether a place stands in another definition, by which it is judged. */
  readonly isJudgedElsewhere?: (where: SourceLocation) => boolean;
  /** Whether append conditions are derived from what a decision reads. */
  readonly derivesConditions: boolean;
}

export interface ScanResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The database functions that the code may call; perhaps more than it does. */
  readonly databaseFunctions: ReadonlySet<DatabaseFunction>;
  /** Whether the code may draw random numbers. */
  readonly drawsRandomness: boolean;
  /** The modules that the bundle must import to have all globals that it uses. */
  readonly supplies: ReadonlySet<SuppliedModule>;
}

/** Looks through all that would run inside a component, without running it. */
export function scanBundle(input: ScanInput): ScanResult {
  const { code, isOwnFile, environment, isJudgedElsewhere = () => false } = input;
  const program = parseAst(code);
  const locate = locateOffsets(code, input.locate);
  const isOwn = (where: SourceLocation | undefined): boolean =>
    where !== undefined && isOwnFile(where.file);

  // Most of a bundle is this package's own; a statement comes from one module as a whole.
  const leaveOut = (statement: { readonly start: number }): boolean =>
    isOwn(locate(statement.start));
  // What not even the engine's parser reads is looked for everywhere, but it is hardly ever there.
  const everywhere = !environment.hasUnicodeTables && /\\p\{/i.test(code);

  const diagnostics = new Map<string, Diagnostic>();
  let drawsRandomness = false;
  const supplies = new Set<SuppliedModule>();
  for (const use of findUses(program, environment, everywhere ? undefined : leaveOut)) {
    for (const where of places(use, locate)) {
      if (isOwn(where) && use.kind !== "syntax") continue;
      if (use.kind === "randomness") drawsRandomness = true;
      const supplied = suppliedFor(use, where, input);
      if (supplied !== undefined) supplies.add(supplied);
      // A pattern that no parser reads breaks every bundle that it is in.
      if (use.kind !== "syntax" && where !== undefined && isJudgedElsewhere(where)) continue;
      const found = diagnose(use, where, input);
      if (found !== undefined && !diagnostics.has(found.key)) {
        diagnostics.set(found.key, found.diagnostic);
      }
    }
  }
  if (input.derivesConditions) {
    for (const { start, className, member } of findViewsByName(program, leaveOut)) {
      const where = locate(start);
      if (where === undefined || !input.isProjectFile(where.file)) continue;
      if (isJudgedElsewhere(where)) continue;
      const problem = Problem.viewByName({ className, member, where });
      diagnostics.set(JSON.stringify([problem.code, where]), problem);
    }
  }
  const databaseFunctions = findDatabaseFunctions(program, leaveOut);
  return { diagnostics: [...diagnostics.values()], databaseFunctions, drawsRandomness, supplies };
}

/** What a bundle must bring along for a use. */
function suppliedFor(
  use: Use,
  where: SourceLocation | undefined,
  { environment, isProjectFile }: ScanInput,
): SuppliedModule | undefined {
  if (use.kind === "supplied") return environment.supplied.get(use.what);
  if (use.kind !== "lacking" || !use.readAtLoad || use.isGlobal !== true) return undefined;
  return where !== undefined && !isProjectFile(where.file) ? STAND_INS.get(use.what) : undefined;
}

type LocateOffset = (offset: number) => SourceLocation | undefined;

/** Where a use stands in the sources; an import stands where its names are used, if it has no place itself. */
function places(use: Use, locate: LocateOffset): readonly (SourceLocation | undefined)[] {
  const where = locate(use.start);
  if (where !== undefined || use.references === undefined) return [where];
  const known = use.references.map(locate).filter((place) => place !== undefined);
  return known.length === 0 ? [undefined] : known;
}

/** The diagnostic, and what makes another one the same. */
function diagnose(
  use: Use,
  where: SourceLocation | undefined,
  { kind, environment, isProjectFile }: ScanInput,
): { key: string; diagnostic: Diagnostic } | undefined {
  const isGenerated = where === undefined || where.file.includes("\0");
  // What the bundler adds asks before it uses, but for the imports that it was left with.
  if (isGenerated && use.kind !== "module" && use.kind !== "syntax") return undefined;
  const { className, member } = use;
  const problem = useProblem({ className, member, where }, use, kind, environment.engine);
  if (problem === undefined) return undefined;
  const isMendable = where === undefined || isProjectFile(where.file);
  const diagnostic = isMendable ? problem : dependencyProblem(problem, use, environment);
  const { file = "", line = 0, column = 0 } = where ?? {};
  // One place a file is enough where the author cannot mend it, and for a module that is missing.
  const place = isMendable && use.kind !== "module" ? [line, column] : [];
  const key = JSON.stringify([problem.code, diagnostic.severity, use.what, file, ...place]);
  return { key, diagnostic };
}
