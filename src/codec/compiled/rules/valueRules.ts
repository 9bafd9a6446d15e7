import { member } from "../source/constants.js";
import { isCount, type KnownRule } from "./ruleCode.js";

/** Rules about any value, numbers, dates and arrays. */
export const VALUE_RULES: Readonly<Record<string, KnownRule>> = {
  isDefined: {
    message: "$property should not be null or undefined",
    code: () => ({ test: "x !== undefined && x !== null", exact: true, defined: true }),
  },
  isEmpty: {
    message: "$property must be empty",
    code: () => ({
      test: 'x === "" || x === null || x === undefined',
      exact: true,
      primitive: true,
    }),
  },
  isNotEmpty: {
    message: "$property should not be empty",
    code: () => ({ test: 'x !== "" && x !== null && x !== undefined', exact: true, defined: true }),
  },
  equals: {
    message: "$property must be equal to $constraint1",
    code: ([expected], constants) => ({
      test: `x === ${constants.literal(expected)}`,
      exact: true,
      ...(isPrimitive(expected) ? { primitive: true } : {}),
    }),
  },
  notEquals: {
    message: "$property should not be equal to $constraint1",
    code: ([refused], constants) => ({ test: `x !== ${constants.literal(refused)}`, exact: true }),
  },
  isIn: {
    message: "$property must be one of the following values: $constraint1",
    code: ([values], constants) =>
      isPlainArray(values)
        ? {
            // The list itself: authors may fill it later.
            test: `x !== undefined && ${constants.name("values", values)}.indexOf(x) !== -1`,
            exact: true,
            defined: true,
            ...(values.every(isPrimitive) ? { primitive: true } : {}),
          }
        : undefined,
  },
  isNotIn: {
    message: "$property should not be one of the following values: $constraint1",
    code: ([values], constants) =>
      isPlainArray(values)
        ? { test: `${constants.name("values", values)}.indexOf(x) === -1`, exact: true }
        : undefined,
  },
  isEnum: {
    message: "$property must be one of the following values: $constraint2",
    code: ([entity], constants) => enumCode(entity, (value) => constants.name("members", value)),
  },
  isBoolean: {
    message: "$property must be a boolean value",
    code: () => ({ guard: "boolean", exact: true }),
  },
  isDate: {
    message: "$property must be a Date instance",
    // NaN is the time of an invalid date, and not equal to itself.
    code: () => ({ test: "x instanceof Date && x.getTime() === x.getTime()", exact: true }),
  },
  isObject: {
    message: "$property must be an object",
    code: () => ({
      test: 'typeof x === "object" && x !== null && !Array.isArray(x)',
      exact: true,
    }),
  },
  isInstance: {
    message: "$property must be an instance of ",
    code: ([type], constants) =>
      typeof type === "function"
        ? { test: `x instanceof ${constants.name("type", type)}`, exact: true }
        : undefined,
  },
  isArray: {
    message: "$property must be an array",
    code: () => ({ guard: "array", exact: true }),
  },
  arrayNotEmpty: {
    message: "$property should not be empty",
    code: () => ({ guard: "array", test: "x.length > 0", exact: true }),
  },
  arrayMinSize: {
    message: "$property must contain at least $constraint1 elements",
    code: ([min]) =>
      isCount(min)
        ? { guard: "array", test: `x.length >= ${String(min)}`, exact: true }
        : undefined,
  },
  arrayMaxSize: {
    message: "$property must contain no more than $constraint1 elements",
    code: ([max]) =>
      isCount(max)
        ? { guard: "array", test: `x.length <= ${String(max)}`, exact: true }
        : undefined,
  },
  isInt: {
    message: "$property must be an integer number",
    // The remainder of an infinity is NaN.
    code: () => ({ guard: "number", test: "x % 1 === 0", exact: true }),
  },
  isNumber: {
    message: "$property must be a number conforming to the specified constraints",
    code: ([options]) => numberCode(options),
  },
  isPositive: {
    message: "$property must be a positive number",
    code: () => ({ guard: "number", test: "x > 0", exact: true }),
  },
  isNegative: {
    message: "$property must be a negative number",
    code: () => ({ guard: "number", test: "x < 0", exact: true }),
  },
  min: {
    message: "$property must not be less than $constraint1",
    code: ([least]) =>
      isFiniteNumber(least)
        ? { guard: "number", test: `x >= ${String(least)}`, exact: true }
        : undefined,
  },
  max: {
    message: "$property must not be greater than $constraint1",
    code: ([most]) =>
      isFiniteNumber(most)
        ? { guard: "number", test: `x <= ${String(most)}`, exact: true }
        : undefined,
  },
  isDivisibleBy: {
    message: "$property must be divisible by $constraint1",
    // The library goes by the number's decimal text, which is plain for whole numbers of this size.
    code: ([divisor]) =>
      isCount(divisor) && divisor > 0
        ? {
            guard: "number",
            test: `x % ${String(divisor)} === 0 && x <= 1e15 && x >= -1e15`,
            exact: false,
          }
        : undefined,
  },
  minDate: {
    message: "minimal allowed date for $property is $constraint1",
    code: ([least], constants) => dateCode(least, ">=", (date) => constants.name("date", date)),
  },
  maxDate: {
    message: "maximal allowed date for $property is $constraint1",
    code: ([most], constants) => dateCode(most, "<=", (date) => constants.name("date", date)),
  },
};

function numberCode(options: unknown): ReturnType<KnownRule["code"]> {
  const places: unknown =
    typeof options === "object" && options !== null
      ? Reflect.get(options, "maxDecimalPlaces")
      : undefined;
  // Infinities and NaN give NaN; whether the options take them is asked.
  if (places === undefined) return { guard: "number", test: "x - x === 0", exact: false };
  return isCount(places) ? { guard: "number", test: "x % 1 === 0", exact: false } : undefined;
}

/** Members are read from the enum itself, so that one that changes is no other rule than the library's. */
function enumCode(
  entity: unknown,
  name: (value: unknown) => string,
): ReturnType<KnownRule["code"]> {
  if (typeof entity !== "object" || entity === null) return undefined;
  const keys = Object.keys(entity).filter((key) => key !== "__proto__");
  if (!keys.every((key) => isPrimitive(Reflect.get(entity, key)))) return undefined;
  if (keys.length === 0 || keys.length > MANY) {
    const keyOf = new Map(keys.map((key) => [Reflect.get(entity, key) as unknown, key]));
    const members = name(entity);
    return {
      test: `${name(keyOf)}.has(x) && x !== undefined && ${members}[${name(keyOf)}.get(x)] === x`,
      exact: true,
      defined: true,
      primitive: true,
    };
  }
  const members = name(entity);
  return {
    test: `x !== undefined && (${keys.map((key) => `x === ${members}${member(key)}`).join(" || ")})`,
    exact: true,
    defined: true,
    primitive: true,
  };
}

/** As many comparisons in a row cost as much as one look-up. */
const MANY = 12;

function dateCode(
  limit: unknown,
  operator: "<=" | ">=",
  name: (value: Date) => string,
): ReturnType<KnownRule["code"]> {
  if (!(limit instanceof Date)) return undefined;
  return {
    test: `x instanceof Date && x.getTime() ${operator} ${name(limit)}.getTime()`,
    exact: true,
  };
}

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

const isPrimitive = (value: unknown): boolean =>
  value === null || (typeof value !== "object" && typeof value !== "function");

const isPlainArray = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype;
