import { natives } from "../../natives.js";
import type { Constants } from "../source/constants.js";
import { isCount, isDefault, type KnownRule, type RuleCode } from "./ruleCode.js";

/**
 * Rules about strings. A pattern takes only what the library certainly takes; its own predicate is
 * asked about everything else.
 */
export const STRING_RULES: Readonly<Record<string, KnownRule>> = {
  isString: {
    message: "$property must be a string",
    code: () => ({ guard: "string", exact: true }),
  },
  isLength: {
    message: "$property must be longer than or equal to $constraint1",
    samples: ["a", "ab", "abc", "abcdef", "a".repeat(40)],
    code: ([min, max], constants) => lengthCode(min, max, constants),
  },
  minLength: {
    message: "$property must be longer than or equal to $constraint1 characters",
    samples: ["a", "ab", "abc", "abcdef", "a".repeat(40)],
    code: ([min], constants) => lengthCode(min, undefined, constants),
  },
  maxLength: {
    message: "$property must be shorter than or equal to $constraint1 characters",
    samples: ["a", "ab", "abc", "abcdef", "a".repeat(40)],
    code: ([max], constants) => lengthCode(0, max, constants),
  },
  contains: {
    message: "$property must contain a $constraint1 string",
    code: ([part]) =>
      isText(part)
        ? { guard: "string", test: `x.includes(${JSON.stringify(part)})`, exact: true }
        : undefined,
  },
  notContains: {
    message: "$property should not contain a $constraint1 string",
    code: ([part]) =>
      isText(part)
        ? { guard: "string", test: `!x.includes(${JSON.stringify(part)})`, exact: true }
        : undefined,
  },
  matches: {
    message: "$property must match $constraint1 regular expression",
    code: ([pattern, modifiers], constants) => {
      const made = matcher(pattern, modifiers);
      return (
        made && { guard: "string", test: `${constants.name("pattern", made)}.test(x)`, exact: true }
      );
    },
  },
  isLowercase: {
    message: "$property must be a lowercase string",
    code: () => ({ guard: "string", test: "x === x.toLowerCase()", exact: true }),
  },
  isUppercase: {
    message: "$property must be uppercase",
    code: () => ({ guard: "string", test: "x === x.toUpperCase()", exact: true }),
  },
  isUuid: {
    message: "$property must be a UUID",
    samples: ["4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11", "018f3e5b-7a7c-7cc1-8d35-8d2f3d1f5e11"],
    code: ([version], constants) => uuidCode(version, constants),
  },
  isEmail: {
    message: "$property must be an email",
    samples: ["ann.o-b+c_d@mail-1.example.org", "a@b.co"],
    code: ([options], constants) =>
      isDefault(options)
        ? format(constants, EMAIL, natives.isEmail, "x.length <= 64 && ")
        : undefined,
  },
  isUrl: {
    message: "$property must be a URL address",
    samples: ["https://www.example.org/a/b.html?c=d&e=1", "http://example.org"],
    code: ([options], constants) =>
      isDefault(options) ? format(constants, URL, undefined, "x.length <= 64 && ") : undefined,
  },
  isIso8601: {
    message: "$property must be a valid ISO 8601 date string",
    samples: ["2026-02-28T12:34:56.789Z", "2026-12-01", "1999-01-09T00:00:00+02:00"],
    code: ([options], constants) => iso8601Code(options, constants),
  },
  isDateString: {
    message: "$property must be a valid ISO 8601 date string",
    samples: ["2026-02-28T12:34:56.789Z", "2026-12-01", "1999-01-09T00:00:00+02:00"],
    ignoresConstraints: true,
    code: ([options], constants) => iso8601Code(options, constants),
  },
  isMongoId: {
    message: "$property must be a mongodb id",
    samples: ["507f1f77bcf86cd799439011", "507F1F77BCF86CD799439011"],
    code: (_, constants) => format(constants, /^[0-9a-fA-F]{24}$/),
  },
  isHexadecimal: {
    message: "$property must be a hexadecimal number",
    samples: ["0", "12af", "12AF"],
    code: (_, constants) => format(constants, /^[0-9a-fA-F]+$/),
  },
  isHexColor: {
    message: "$property must be a hexadecimal color",
    samples: ["#12aF09", "#fff"],
    code: (_, constants) => format(constants, /^#[0-9a-fA-F]{6}$/),
  },
  isAlpha: {
    message: "$property must contain only letters (a-zA-Z)",
    samples: ["a", "Z", "abcXYZ"],
    code: ([locale], constants) =>
      isAmerican(locale) ? format(constants, /^[a-zA-Z]+$/) : undefined,
  },
  isAlphanumeric: {
    message: "$property must contain only letters and numbers",
    samples: ["a", "Z", "9", "abc0123XYZ"],
    code: ([locale], constants) =>
      isAmerican(locale) ? format(constants, /^[a-zA-Z0-9]+$/) : undefined,
  },
  isAscii: {
    message: "$property must contain only ASCII characters",
    samples: ["a b", "~", "0"],
    code: (_, constants) => format(constants, /^[ -~]+$/),
  },
  isNumberString: {
    message: "$property must be a number string",
    samples: ["0", "0123", "1234567890"],
    code: ([options], constants) =>
      isDefault(options) ? format(constants, /^[0-9]+$/) : undefined,
  },
  isBooleanString: {
    message: "$property must be a boolean string",
    code: () => ({ guard: "string", test: 'x === "true" || x === "false"', exact: false }),
    samples: ["true", "false"],
  },
  isPort: {
    message: "$property must be a port",
    samples: ["1", "80", "8080", "9999"],
    code: (_, constants) => format(constants, /^[1-9][0-9]{0,3}$/),
  },
  isMilitaryTime: {
    message: "$property must be a valid representation of military time in the format HH:MM",
    samples: ["00:00", "23:59", "12:30"],
    code: (_, constants) => format(constants, /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/),
  },
  isSemVer: {
    message: "$property must be a Semantic Versioning Specification",
    samples: ["0.0.0", "1.20.300"],
    code: (_, constants) =>
      format(constants, /^(?:0|[1-9][0-9]{0,8})\.(?:0|[1-9][0-9]{0,8})\.(?:0|[1-9][0-9]{0,8})$/),
  },
  isRFC3339: {
    message: "$property must be RFC 3339 date",
    samples: ["2026-02-28T12:34:56.789Z", "1999-01-09T00:00:00+02:00"],
    code: (_, constants) =>
      format(
        constants,
        /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/,
      ),
  },
};

/** At most 64 characters: no label and no local part is then too long. */
const EMAIL = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*\.)+[a-zA-Z]{2,}$/;
const URL =
  /^https?:\/\/(?:[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*\.)+[a-zA-Z]{2,}(?:\/[\w./-]*)?(?:\?[\w=&.-]*)?$/;

/** Days up to the 28th exist in every month; years before 1000 are dates that JavaScript reads otherwise. */
const ISO_8601 =
  /^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?$/;

function format(
  constants: Constants,
  pattern: RegExp,
  native?: (value: unknown) => boolean,
  condition = "",
): RuleCode {
  const test =
    native === undefined
      ? `${condition}${constants.name("pattern", pattern)}.test(x)`
      : `${constants.name("native", native)}(x)`;
  return { guard: "string", test, exact: false };
}

function iso8601Code(options: unknown, constants: Constants): RuleCode | undefined {
  if (isDefault(options)) return format(constants, ISO_8601, natives.isIso8601);
  // `strict` refuses days that do not exist, `strictSeparator` a space for the T: neither is in the pattern.
  const known = ["strict", "strictSeparator"];
  const only =
    typeof options === "object" && Object.keys(options ?? {}).every((key) => known.includes(key));
  return only ? format(constants, ISO_8601) : undefined;
}

function uuidCode(version: unknown, constants: Constants): RuleCode | undefined {
  if (version === undefined || version === null || version === "all")
    return format(constants, uuidPattern("[1-8]"), natives.isUuid);
  if (typeof version !== "string" && typeof version !== "number") return undefined;
  return /^[1-8]$/.test(String(version))
    ? format(constants, uuidPattern(String(version)))
    : undefined;
}

const uuidPattern = (version: string): RegExp =>
  new RegExp(
    `^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`,
  );

/** What counts as one character although it has two code units. */
const SINGLE_UNITS = /^[\0-\ud7ff\ue000-\ufe0d\ufe10-\uffff]*$/;

/**
 * The library counts surrogate pairs and variation sequences as one character, so a text has at most
 * as many characters as code units, and at least a third of them.
 */
function lengthCode(min: unknown, max: unknown, constants: Constants): RuleCode | undefined {
  if (!isCount(min) || !(max === undefined || isCount(max))) return undefined;
  const parts: string[] = [];
  if (min === 1) parts.push("x.length >= 1");
  if (min > 1) {
    const certain = `x.length >= ${String(3 * min - 2)}`;
    const single = `${constants.name("singleUnits", SINGLE_UNITS)}.test(x)`;
    parts.push(`(${certain} || x.length >= ${String(min)} && ${single})`);
  }
  if (max !== undefined) parts.push(`x.length <= ${String(max)}`);
  return {
    guard: "string",
    ...(parts.length > 0 ? { test: parts.join(" && ") } : {}),
    exact: parts.length === 0,
  };
}

/** A pattern that keeps no position from one text to the next. */
function matcher(pattern: unknown, modifiers: unknown): RegExp | undefined {
  if (pattern instanceof RegExp) {
    const plain = Object.getPrototypeOf(pattern) === RegExp.prototype;
    return plain && !pattern.global && !pattern.sticky ? pattern : undefined;
  }
  if (typeof pattern !== "string") return undefined;
  if (modifiers !== undefined && (typeof modifiers !== "string" || /[gy]/.test(modifiers)))
    return undefined;
  try {
    return new RegExp(pattern, modifiers);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const isAmerican = (locale: unknown): boolean => locale === undefined || locale === "en-US";
