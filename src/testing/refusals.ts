import type { StateChangeErrorKind } from "../domain/index.js";
import { eventLine } from "./eventPattern.js";
import { describeCondition } from "./expectedConditions.js";
import type { Outcome } from "./outcome.js";

/** What is wrong if a refusal was expected. */
export function refusalProblem(
  outcome: Outcome,
  kind: StateChangeErrorKind,
  message: string | RegExp | undefined,
): string | undefined {
  if (outcome.accepted)
    return `it was accepted, but a refusal was expected: ${kind}${said(message)}`;
  const { error } = outcome;
  if (error.kind !== kind) {
    return `it was refused for another reason than expected\n  expected: ${kind}${said(message)}\n  actual:   ${error.kind}: ${error.message}`;
  }
  return says(error.message, message)
    ? undefined
    : `its refusal says something else than expected\n  expected: ${kind}${said(message)}\n  actual:   ${kind}: ${error.message}`;
}

function says(text: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  // A pattern with the flag g or y would remember where it stopped.
  return typeof wanted === "string" ? text.includes(wanted) : text.search(wanted) >= 0;
}

const said = (message: string | RegExp | undefined): string =>
  message === undefined
    ? ""
    : typeof message === "string"
      ? `, saying ${JSON.stringify(message)}`
      : `, matching ${String(message)}`;

/** All that is known of an outcome, for a reader who must find out why. */
export function describeOutcome(outcome: Outcome): string {
  const sections = outcome.accepted
    ? [
        listed("it was accepted with", outcome.events.map(eventLine), "no events"),
        listed("on condition of", outcome.conditions.map(describeCondition), "nothing"),
      ]
    : [refused(outcome.error)];
  return [...sections, listed("the decision read", outcome.reads, "nothing")].join("\n");
}

/** The broken rules of a command stand on lines of their own. */
function refused({ kind, message }: { readonly kind: string; readonly message: string }): string {
  if (kind !== "validation" || !message.includes("; "))
    return `it was refused: ${kind}: ${message}`;
  return listed(`it was refused: ${kind}`, message.split("; "), "");
}

function listed(title: string, lines: readonly string[], none: string): string {
  return lines.length === 0
    ? `${title} ${none}`
    : [title, ...lines.map((line) => `  ${line}`)].join("\n");
}
