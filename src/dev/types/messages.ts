import type { Diagnostic } from "../../model/diagnostic.js";

export interface TypesStart {
  /** The project's folder, from which its TypeScript is found. */
  readonly root: string;
  readonly tsconfig: string;
}

export type ToTypes =
  | { readonly type: "start"; readonly start: TypesStart }
  | { readonly type: "check"; readonly id: number };

export type FromTypes =
  /** Whether this TypeScript can be called as a library; newer ones cannot. */
  | { readonly type: "ready"; readonly usable: boolean }
  | { readonly type: "checked"; readonly id: number; readonly diagnostics: readonly Diagnostic[] };
