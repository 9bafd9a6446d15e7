import type { CallFailure } from "../callFailure.js";
import type { Terminal } from "../terminal.js";
import { visible } from "./visible.js";

/** Codes that are not said well enough by their own words. */
const WORDS: Readonly<Record<string, string>> = {
  unavailable: "the server is not reached",
  "deadline-exceeded": "the server did not answer in time; what it did is not known",
  "database-not-found": "no such database",
  "definition-not-found": "no such definition",
  "condition-violated": "an append condition does not hold",
  "write-conflict": "others were faster; it may be sent again",
  unauthenticated: "the token is missing or wrong; give it with --token or EVIDENTSOURCE_TOKEN",
  "state-view-failed": "the state view failed",
};

/** Prints why a call failed: what kind of failure it is, then what the server says. */
export function printFailure(
  { code, message, violations = [] }: CallFailure,
  { note, style }: Terminal,
): void {
  const refused = /^refused-(.+)$/.exec(code)?.[1];
  const heading =
    refused === undefined
      ? `error: ${(Object.hasOwn(WORDS, code) ? WORDS[code] : undefined) ?? code.replaceAll("-", " ")}:`
      : `refused (${refused}):`;
  note(`${style.red(heading)} ${visible(message)}`);
  for (const { path, message: rule } of violations) note(`  ${visible(`${path}: ${rule}`)}`);
}
