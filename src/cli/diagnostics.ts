import { subjectOf, type Diagnostic } from "../model/diagnostic.js";
import { count } from "./quantities.js";
import type { Terminal } from "./terminal.js";

/** Prints each diagnostic with its place, cause and remedy, errors last, where they are seen. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  { note, style }: Terminal,
): void {
  const paint = { error: style.red, warning: style.yellow, remark: style.dim };
  const order = ["remark", "warning", "error"];
  const sorted = [...diagnostics].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
  for (const diagnostic of sorted) {
    const { code, severity, where, cause, remedy } = diagnostic;
    const place =
      where === undefined ? "" : `${where.file}:${String(where.line)}:${String(where.column)}`;
    const subject = subjectOf(diagnostic);
    const heading = [place, paint[severity](`${severity} ${code}`), style.bold(subject)];
    note(heading.filter((part) => part !== "").join("  "));
    note(`  ${cause}`);
    note(`  ${style.dim("→")} ${remedy}`);
  }
}

/** `2 errors, 1 warning`; empty when there is nothing. */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  return (["error", "warning", "remark"] as const)
    .map(
      (severity) =>
        [
          severity,
          diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
        ] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, severity))
    .join(", ");
}
