import type { Constants } from "../source/constants.js";

/** What a value must be, so that the rest of the test may count on it. */
export type Guard = "string" | "number" | "boolean" | "bigint" | "array";

/** A rule as code about a value that is called `x`. */
export interface RuleCode {
  readonly guard?: Guard;
  /** An expression, to be evaluated only where the guard holds. */
  readonly test?: string;
  /** Whether every value that the rule takes passes; otherwise its validator is asked about the others. */
  readonly exact: boolean;
  /** Whether a value that passes is no object. */
  readonly primitive?: true;
  /** Whether undefined never passes; guards say so too. */
  readonly defined?: true;
}

/** One of class-validator's own rules, as the compiler knows it. */
export interface KnownRule {
  /** The rule's default message without the prefix for `each`: a part of how the rule is recognised. */
  readonly message: string;
  /** Values that the code takes, and neighbours that it does not: the rule's own validator is tried on them. */
  readonly samples?: readonly unknown[];
  /** Whether its validator knows the arguments without being told. */
  readonly ignoresConstraints?: true;
  /** Code for the rule with these arguments, or `undefined` where they are beyond it. */
  readonly code: (constraints: readonly unknown[], constants: Constants) => RuleCode | undefined;
}

export const GUARDS: Record<Guard, string> = {
  string: 'typeof x === "string"',
  number: 'typeof x === "number"',
  boolean: 'typeof x === "boolean"',
  bigint: 'typeof x === "bigint"',
  array: "Array.isArray(x)",
};

/** The whole test as one expression. */
export function expressionOf({ guard, test }: RuleCode): string {
  return [
    guard === undefined ? undefined : GUARDS[guard],
    test === undefined ? undefined : `(${test})`,
  ]
    .filter((part) => part !== undefined)
    .join(" && ");
}

/** Whether the values are whole numbers that a length or a size can have. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether options say nothing, so that the rule's defaults hold. */
export const isDefault = (options: unknown): boolean =>
  options === undefined ||
  options === null ||
  (typeof options === "object" &&
    Object.getPrototypeOf(options) === Object.prototype &&
    Object.keys(options).length === 0);
