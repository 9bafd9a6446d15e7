import type { Program } from "typescript";

/** A public entry: the name that users import, and the file with its declarations. */
export interface Entry {
  readonly name: string;
  readonly file: string;
}
export const ENTRIES: readonly Entry[];
/** The program over the declarations that a build emits. */
export function declarationProgram(): Program;
/** Names that public declarations use and no entry exports, with who uses them. */
export function unexported(program: Program): Map<string, string>;
/** Public declarations and members without a sentence. */
export function undocumented(program: Program): string[];
