import type { Diagnostic } from "../model/diagnostic.js";

/** What a build left behind: which files belong together, and what they were made from. */
export interface BuildRecord {
  readonly schemaVersion: 2;
  /** Whether the build came to its end. While it works, and after it was interrupted, it is not whole. */
  readonly whole: boolean;
  /** By artifact name, such as `state-views/account-summary`. */
  readonly artifacts: Readonly<Record<string, ArtifactRecord>>;
  /** Hashes of all files of a whole build but this one, by their path in the output folder. */
  readonly files: Readonly<Record<string, string>>;
  /** What a whole build was made from; absent when a source changed while it ran. */
  readonly sources?: SourceRecord;
  /** What else was found in the sources of a whole build: no errors, which stop it. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ArtifactRecord {
  /** Hash of everything that goes into the component. */
  readonly key: string;
  /** Hash of the component itself: a file that someone changed is built anew. */
  readonly sha256: string;
  /** Its name and version. */
  readonly engine: string;
  /** What the engine was told for this component. */
  readonly settings?: Readonly<Record<string, number>>;
  readonly imports: readonly string[];
  readonly bytes: number;
  /** Length of the code that it was made from. */
  readonly bundleBytes: number;
}

/** What decides about a whole build; paths are relative to the project, with slashes. */
export interface SourceRecord {
  /** Hash of all that is no file: versions, options, the WIT document. */
  readonly context: string;
  /** Hashes of all files that were read. */
  readonly files: Readonly<Record<string, string>>;
  /** Hashes of the names in the folders where a new file could change what an import means. */
  readonly folders: Readonly<Record<string, string>>;
}
