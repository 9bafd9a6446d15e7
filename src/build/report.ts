import type { World } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";

/** What became of one definition. */
export interface ArtifactReport {
  readonly world: World;
  readonly name: string;
  readonly outcome: "built" | "unchanged" | "failed";
  /** The component's file. */
  readonly file: string;
  readonly bytes: number;
  readonly bundleBytes: number;
  readonly milliseconds: number;
  readonly imports: readonly string[];
  /** Why it failed. */
  readonly error?: string;
}

export interface BuildReport {
  readonly ok: boolean;
  readonly engine: string;
  readonly outDir: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly artifacts: readonly ArtifactReport[];
  /** Files of definitions that are no longer there. */
  readonly removed: readonly string[];
  readonly milliseconds: number;
}
