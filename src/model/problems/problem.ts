import type { Diagnostic } from "../diagnostic.js";
import type { SourceLocation } from "../sourceLocation.js";

/** Whom a diagnostic is about. */
export interface Place {
  readonly className?: string | undefined;
  readonly member?: string | undefined;
  readonly where?: SourceLocation | undefined;
}

export const error = (
  code: Diagnostic["code"],
  { className, member, where }: Place,
  cause: string,
  remedy: string,
): Diagnostic => ({ code, severity: "error", className, member, where, cause, remedy });

export const warning = (...args: Parameters<typeof error>): Diagnostic => ({
  ...error(...args),
  severity: "warning",
});

export const remark = (...args: Parameters<typeof error>): Diagnostic => ({
  ...error(...args),
  severity: "remark",
});

/** How a place is named within the text of a diagnostic about another one. */
export function at({ className, member, where }: Place): string {
  const name = [className, member].filter((part) => part !== undefined).join(".");
  return where === undefined ? name : `${name} (${where.file}:${String(where.line)})`;
}

/** A cause that others have worded, with its full stop. */
export const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);
