import type { World } from "../domain/index.js";
import type { Diagnostic } from "../model/diagnostic.js";

/** What happens while a project is developed: for people, and one JSON object a line for programs. */
export type DevEvent =
  | {
      readonly event: "ready";
      readonly grpc: number;
      readonly http: number;
      readonly database: string;
      readonly store: string;
    }
  /** The sources have changed; paths are relative to the project. */
  | { readonly event: "saved"; readonly files: readonly string[] }
  /** From now on commands and views are answered by this generation's code. */
  | {
      readonly event: "live";
      readonly generation: number;
      /** What has changed since the generation before. */
      readonly definitions: readonly { readonly world: World; readonly name: string }[];
      /** Warnings and remarks. */
      readonly diagnostics: readonly Diagnostic[];
      /** Since the save. */
      readonly milliseconds: number;
    }
  /** Mistakes; the generation before stays live. */
  | {
      readonly event: "refused";
      readonly diagnostics: readonly Diagnostic[];
      readonly milliseconds: number;
    }
  /** A component cannot be built; the generation before is live again. */
  | {
      readonly event: "not-built";
      readonly world: World;
      readonly name: string;
      readonly reason: string;
    }
  /** All components of the live generation are built. */
  | { readonly event: "built"; readonly generation: number; readonly milliseconds: number }
  /** What the project's TypeScript says; it holds nothing back. */
  | {
      readonly event: "types";
      readonly ok: boolean;
      readonly diagnostics: readonly Diagnostic[];
      readonly milliseconds: number;
    }
  | {
      readonly event: "specifications";
      readonly ok: boolean;
      readonly files: readonly string[];
      readonly output: string;
      readonly milliseconds: number;
    }
  | { readonly event: "reset"; readonly database: string }
  /** Something else that is worth knowing. */
  | { readonly event: "note"; readonly message: string }
  | { readonly event: "stopped" };
