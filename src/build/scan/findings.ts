import type { Diagnostic } from "../../model/diagnostic.js";
import type { DatabaseFunction } from "../../domain/index.js";
import type { SuppliedModule } from "./index.js";

/** What a look through a definition's bundle finds; plain JSON. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** The database functions that its code may call. */
  readonly databaseFunctions: readonly DatabaseFunction[];
  readonly random: boolean;
  /** The event classes that it makes events of, and whether each time with a subject in place. */
  readonly subjects: Readonly<Record<string, boolean>>;
  /** The modules that it must import to have all globals that it uses. */
  readonly supplies: readonly SuppliedModule[];
}

/** Findings by a hash of all that they depend on, so that unchanged bundles need not be looked through again. */
export type FindingsByKey = Readonly<Record<string, Findings>>;
