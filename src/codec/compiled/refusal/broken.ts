import type { Violation } from "../../../domain/index.js";
import { byPathAndRule, formatViolation, onOneLine, type Refused } from "../../violation.js";
import { notKnown } from "./notKnown.js";

/** A rule that is broken, and how the refusal tells it. */
export interface Broken {
  readonly violation: Violation;
  readonly line: string;
}

/** @param isPlain - whether neither path nor message hold what would have to be escaped. */
export function brokenAt(path: string, rule: string, message: string, isPlain: boolean): Broken {
  const violation = { path, rule, message };
  return { violation, line: isPlain ? `${path}: ${message}` : formatViolation(violation) };
}

export const isPlainText = (text: string): boolean => onOneLine(text) === text;

/** The order of two violations that are sorted alike is known to the libraries only. */
export function refusedFor(broken: Broken[]): Refused | undefined {
  const first = broken[0];
  if (first === undefined) return undefined;
  if (broken.length === 1) return { violations: [first.violation], message: first.line };
  broken.sort((a, b) => byPathAndRule(a.violation, b.violation) || notKnown());
  return {
    violations: broken.map(({ violation }) => violation),
    message: broken.map(({ line }) => line).join("; "),
  };
}
