import type { RuleDescription } from "../model/payload.js";
import type { JsonSchema } from "../model/jsonSchema.js";

type Constraints = readonly unknown[];

const STRING: JsonSchema = { type: "string" };
const ARRAY: JsonSchema = { type: "array" };

/**
 * What class-validator's rules say of a value that JSON Schema can say as well. A rule is told only as far
 * as every value that keeps it keeps the schema, too: a schema that refuses what the component takes would
 * be wrong, one that lets more through is only less help.
 */
const SCHEMAS: Readonly<Record<string, (constraints: Constraints) => JsonSchema>> = {
  isString: () => STRING,
  isInt: () => ({ type: "integer" }),
  isNumber: () => ({ type: "number" }),
  isPositive: () => ({ type: "number", exclusiveMinimum: 0 }),
  isNegative: () => ({ type: "number", exclusiveMaximum: 0 }),
  min: ([min]) => ({ type: "number", ...number("minimum", min) }),
  max: ([max]) => ({ type: "number", ...number("maximum", max) }),
  isBoolean: () => ({ type: "boolean" }),
  isObject: () => ({ type: "object" }),
  isNotEmptyObject: () => ({ type: "object" }),
  isArray: () => ARRAY,
  arrayNotEmpty: () => ({ ...ARRAY, minItems: 1 }),
  arrayMinSize: ([min]) => ({ ...ARRAY, ...number("minItems", min) }),
  arrayMaxSize: ([max]) => ({ ...ARRAY, ...number("maxItems", max) }),
  arrayUnique: () => ARRAY,
  isNotEmpty: () => ({ minLength: 1 }),
  minLength: ([min]) => ({ ...STRING, ...number("minLength", min) }),
  maxLength: ([max]) => ({ ...STRING, ...number("maxLength", max) }),
  isLength: ([min, max]) => ({
    ...STRING,
    ...number("minLength", min),
    ...number("maxLength", max),
  }),
  isIn: ([values]) => oneOf(values),
  isEnum: ([, values]) => oneOf(values),
  equals: ([value]) => (isPlain(value) ? { const: value } : {}),
  isUuid: () => ({ ...STRING, format: "uuid" }),
  isEmail: () => ({ ...STRING, format: "email" }),
};

/** Rules that hold for nothing but text. */
const OF_TEXT = new Set([
  ...["matches", "contains", "isAlpha", "isAlphanumeric", "isAscii", "isBase64", "isDateString"],
  ...["isIso8601", "isRFC3339", "isRfc3339", "isUrl", "isFQDN", "isFqdn", "isIBAN", "isBIC"],
  ...["isCreditCard", "isCurrency", "isDecimal", "isHexadecimal", "isHexColor", "isIp", "isISBN"],
  ...["isJSON", "isJson", "isJwt", "isLowercase", "isUppercase", "isMobilePhone", "isMongoId"],
  ...[
    "isNumberString",
    "isPhoneNumber",
    "isPostalCode",
    "isISO31661Alpha2",
    "isISO4217CurrencyCode",
  ],
]);

/** What a rule says of one value. */
export function ruleSchema({ name, constraints = [] }: RuleDescription): JsonSchema {
  if (Object.hasOwn(SCHEMAS, name)) return SCHEMAS[name]?.(constraints) ?? {};
  return OF_TEXT.has(name) ? STRING : {};
}

/** Rules of which no schema tells that they refuse a property that is not there. */
const REFUSE_NOTHING: ReadonlySet<string> = new Set([
  "isDefined",
  "isNotEmpty",
  "isBigInt",
  "isTimestamp",
  "isDate",
  "codec",
]);

/** Whether a rule refuses a property that is not there. */
export function refusesNothing(rule: RuleDescription): boolean {
  if (REFUSE_NOTHING.has(rule.name)) return true;
  const { type, const: only, enum: values } = ruleSchema(rule);
  return type !== undefined || only !== undefined || values !== undefined;
}

const number = (
  keyword: "minimum" | "maximum" | "minItems" | "maxItems" | "minLength" | "maxLength",
  value: unknown,
): JsonSchema => (typeof value === "number" ? { [keyword]: value } : {});

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

function oneOf(values: unknown): JsonSchema {
  return Array.isArray(values) && values.length > 0 && values.every(isPlain)
    ? { enum: [...new Set(values as unknown[])] }
    : {};
}
