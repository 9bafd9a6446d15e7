import { SAYS_ALL } from "../domain/index.js";
import type { DiagnosticCode } from "./diagnosticCodes.js";
import type { SourceLocation } from "./sourceLocation.js";

/** `error` stops a build; `warning` does not, but something will surprise; `remark` is for information. */
export type Severity = "error" | "warning" | "remark";

/** A mistake in the author's code, told so that it can be mended. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly className?: string | undefined;
  readonly member?: string | undefined;
  readonly where?: SourceLocation | undefined;
  /** What is wrong, in a sentence. */
  readonly cause: string;
  /** What to do about it, in a sentence. */
  readonly remedy: string;
}

/** The diagnostic on one line: place, code, class and member, cause, remedy. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { code, severity, where, cause, remedy } = diagnostic;
  const place =
    where === undefined ? "" : `${where.file}:${String(where.line)}:${String(where.column)} `;
  const subject = subjectOf(diagnostic);
  return `${place}${severity} ${code}${subject === "" ? "" : ` ${subject}`}: ${cause} ${remedy}`;
}

/** Whether something is wrong that stops a build. */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");

/** `Class.member`, `Class`, or nothing. */
export function subjectOf({ className, member }: Diagnostic): string {
  return [className, member].filter((part) => part !== undefined).join(".");
}

/** Thrown where definitions with errors would have to be used. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }

  [SAYS_ALL](): true {
    return true;
  }
}
