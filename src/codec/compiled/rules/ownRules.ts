import { Timestamp } from "../../../domain/index.js";
import type { KnownRule } from "./ruleCode.js";

const isTimestamp = (name: (prefix: string, value: unknown) => string): string =>
  `x instanceof ${name("Timestamp", Timestamp)}`;

const limit = (
  message: string,
  isLimit: (value: unknown) => boolean,
  test: (limit: string, name: (prefix: string, value: unknown) => string) => string,
): KnownRule => ({
  message,
  code: ([given], constants) => {
    if (!isLimit(given)) return undefined;
    const name = (prefix: string, value: unknown): string => constants.name(prefix, value);
    return { test: test(constants.literal(given), name), exact: true, defined: true };
  },
});

const isBigInt = (value: unknown): boolean => typeof value === "bigint";
const isInstant = (value: unknown): boolean => value instanceof Timestamp;

/** The rules of this package's own decorators. */
export const OWN_RULES: Readonly<Record<string, KnownRule>> = {
  isBigInt: {
    message: "$property must be a bigint",
    code: () => ({ guard: "bigint", exact: true }),
  },
  minBigInt: limit(
    "$property must not be less than $constraint1",
    isBigInt,
    (least) => `typeof x === "bigint" && x >= ${least}`,
  ),
  maxBigInt: limit(
    "$property must not be greater than $constraint1",
    isBigInt,
    (most) => `typeof x === "bigint" && x <= ${most}`,
  ),
  isTimestamp: {
    message: "$property must be an instant",
    code: (_, constants) => ({
      test: isTimestamp((prefix, value) => constants.name(prefix, value)),
      exact: true,
      defined: true,
    }),
  },
  minTimestamp: limit(
    "$property must not be before $constraint1",
    isInstant,
    (first, name) => `${isTimestamp(name)} && x.compare(${first}) >= 0`,
  ),
  maxTimestamp: limit(
    "$property must not be after $constraint1",
    isInstant,
    (last, name) => `${isTimestamp(name)} && x.compare(${last}) <= 0`,
  ),
  codec: {
    message: "$property must have a value",
    code: ([type], constants) => ({
      test:
        typeof type === "function"
          ? `x instanceof ${constants.name("type", type)}`
          : "x !== undefined && x !== null",
      exact: true,
      defined: true,
    }),
  },
};
