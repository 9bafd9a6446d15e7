import type { ValidationError } from "class-validator";
import { escaped, type Violation } from "../domain/index.js";

/** All that is wrong with data, in the order in which it is told. */
export interface Refused {
  readonly violations: readonly Violation[];
  /** What is told of them. */
  readonly message: string;
}

/** Data that breaks its class's rules. */
export class InvalidPayloadError extends Error {
  override readonly name = "InvalidPayloadError";
  readonly violations: readonly Violation[];

  /** @param message - what is made of them, where they are sorted already. */
  constructor(violations: readonly Violation[], message?: string) {
    const sorted = message === undefined ? [...violations].sort(byPathAndRule) : violations;
    super(message ?? sorted.map(formatViolation).join("; "));
    this.violations = sorted;
  }
}

/** The violation on one line, whatever the names and values in it. */
export function formatViolation({ path, message }: Violation): string {
  return onOneLine(path === "" ? message : `${path}: ${message}`);
}

/** Names of unknown properties and authors' messages can hold line breaks. */
export const onOneLine = (text: string): string =>
  // Engines see that all is plain faster than that nothing breaks, and that faster than they replace none.
  PLAIN.test(text) || !BREAKING.test(text) ? text : text.replace(EACH_BREAKING, escaped);

const PLAIN = /^[ -~]*$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const BREAKING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const EACH_BREAKING = new RegExp(BREAKING, "g");

/** Gives the name that a property has in JSON; `path` is that of the object that holds it. */
export type WireNameOf = (property: string, path: readonly string[]) => string;

/** class-validator's tree of errors as a flat list. */
export function violationsOf(
  errors: readonly ValidationError[],
  wireNameOf: WireNameOf,
): Violation[] {
  const visit = (error: ValidationError, parents: readonly string[], path: string): Violation[] => {
    // class-validator leaves the property out of its error about a whole object.
    const property = (error.property as string | undefined) ?? "";
    const here = property === "" ? path : joinPath(path, wireNameOf(property, parents));
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path: here,
      rule,
      message,
    }));
    const nested = (error.children ?? []).flatMap((child) =>
      visit(child, [...parents, property], here),
    );
    return [...own, ...nested];
  };
  return errors.flatMap((error) => visit(error, [], ""));
}

/** `lines` and `0` make `lines[0]`; `lines[0]` and `amount` make `lines[0].amount`. */
export function joinPath(path: string, key: string): string {
  if (isIndex(key)) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Most names do not begin with a digit, and need no pattern. */
const isIndex = (key: string): boolean => key >= "0" && key < ":" && /^\d+$/.test(key);

export function byPathAndRule(a: Violation, b: Violation): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule);
}

/** By code unit: the same in every engine, whatever its locale data. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
