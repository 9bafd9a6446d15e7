import { ValidateBy, buildMessage, type ValidationOptions } from "class-validator";
import { decorateProperty } from "./decorateProperty.js";
import type { ValueCodec } from "./valueCodec.js";

/** Limits of a bigint. */
export interface BigIntOptions {
  /** The least that is valid. */
  readonly min?: bigint;
  /** The most that is valid. */
  readonly max?: bigint;
}

/**
 * A `bigint`, exact to the last digit. In JSON it is text of decimal digits, as protobuf's JSON has
 * 64-bit integers: most readers of JSON would round a number. Whole numbers that a double carries
 * exactly, up to 2^53 - 1, are read too.
 *
 * @example
 * class Paid {
 *   @IsBigInt({ min: 1n }) cents!: bigint;
 *   @IsBigInt({}, { each: true }) parts: bigint[] = [];
 * }
 */
export function IsBigInt(
  options?: BigIntOptions,
  validationOptions?: ValidationOptions,
): PropertyDecorator;
export function IsBigInt(...given: unknown[]): PropertyDecorator {
  const [{ min, max } = {}, validation = {}] = given as [BigIntOptions?, ValidationOptions?];
  return decorateProperty("IsBigInt", given, {
    codec: BIGINT,
    each: validation.each === true,
    isExact: (value) => typeof value === "bigint",
    rules: [
      isBigInt(validation),
      ...(min === undefined ? [] : [minBigInt(min, validation)]),
      ...(max === undefined ? [] : [maxBigInt(max, validation)]),
    ],
  });
}

/** Longer ones take an engine more than linear time to read. */
const MAX_DIGITS = 4096;
const DIGITS = /^(?:0|-?[1-9]\d*)$/;

/** What is no bigint stays as it is, so that the rule refuses it with its place. */
const BIGINT: ValueCodec<unknown> = {
  decode: (json) => {
    if (typeof json === "string")
      return json.length <= MAX_DIGITS && DIGITS.test(json) ? BigInt(json) : json;
    return Number.isSafeInteger(json) ? BigInt(json as number) : json;
  },
  encode: (value) => (typeof value === "bigint" ? String(value) : (value as never)),
};

const isBigInt = (options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "isBigInt",
      validator: {
        validate: (value) => typeof value === "bigint",
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be a bigint: a whole number as text, or as a number that JSON carries exactly`,
          options,
        ),
      },
    },
    options,
  );

const minBigInt = (min: bigint, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "minBigInt",
      constraints: [min],
      validator: {
        validate: (value, asked) => {
          const limit = asked?.constraints[0] as bigint;
          return typeof value === "bigint" && value >= limit;
        },
        defaultMessage: buildMessage(
          (each) => `${each}$property must not be less than $constraint1`,
          options,
        ),
      },
    },
    options,
  );

const maxBigInt = (max: bigint, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "maxBigInt",
      constraints: [max],
      validator: {
        validate: (value, asked) => {
          const limit = asked?.constraints[0] as bigint;
          return typeof value === "bigint" && value <= limit;
        },
        defaultMessage: buildMessage(
          (each) => `${each}$property must not be greater than $constraint1`,
          options,
        ),
      },
    },
    options,
  );
