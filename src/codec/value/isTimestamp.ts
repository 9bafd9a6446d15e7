import { ValidateBy, buildMessage, type ValidationOptions } from "class-validator";
import { Timestamp } from "../../domain/index.js";
import { decorateProperty } from "./decorateProperty.js";
import type { ValueCodec } from "./valueCodec.js";

/** Limits of an instant. */
export interface TimestampOptions {
  /** The first that is valid. */
  readonly min?: Timestamp;
  /** The last that is valid. */
  readonly max?: Timestamp;
}

/**
 * A {@link Timestamp}, exact to the nanosecond. In JSON it is RFC 3339 text: in UTC when it is written,
 * with any offset when it is read.
 *
 * @example
 * class Opened {
 *   @IsTimestamp() at!: Timestamp;
 * }
 */
export function IsTimestamp(
  options?: TimestampOptions,
  validationOptions?: ValidationOptions,
): PropertyDecorator;
export function IsTimestamp(...given: unknown[]): PropertyDecorator {
  const [{ min, max } = {}, validation = {}] = given as [TimestampOptions?, ValidationOptions?];
  return decorateProperty("IsTimestamp", given, {
    codec: TIMESTAMP,
    each: validation.each === true,
    isExact: (value) => value instanceof Timestamp,
    rules: [
      isTimestamp(validation),
      ...(min === undefined ? [] : [minTimestamp(min, validation)]),
      ...(max === undefined ? [] : [maxTimestamp(max, validation)]),
    ],
  });
}

/** What is no instant stays as it is, so that the rule refuses it with its place. */
const TIMESTAMP: ValueCodec<unknown> = {
  decode: (json) => {
    if (typeof json !== "string") return json;
    try {
      return Timestamp.parse(json);
    } catch {
      return json;
    }
  },
  encode: (value) => (value instanceof Timestamp ? value.toString() : (value as never)),
};

const isTimestamp = (options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "isTimestamp",
      validator: {
        validate: (value) => value instanceof Timestamp,
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be an instant as RFC 3339 text, like 2026-01-31T12:00:00Z`,
          options,
        ),
      },
    },
    options,
  );

const minTimestamp = (min: Timestamp, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "minTimestamp",
      constraints: [min],
      validator: {
        validate: (value, asked) => {
          const limit = asked?.constraints[0] as Timestamp;
          return value instanceof Timestamp && value.compare(limit) >= 0;
        },
        defaultMessage: buildMessage(
          (each) => `${each}$property must not be before $constraint1`,
          options,
        ),
      },
    },
    options,
  );

const maxTimestamp = (max: Timestamp, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "maxTimestamp",
      constraints: [max],
      validator: {
        validate: (value, asked) => {
          const limit = asked?.constraints[0] as Timestamp;
          return value instanceof Timestamp && value.compare(limit) <= 0;
        },
        defaultMessage: buildMessage(
          (each) => `${each}$property must not be after $constraint1`,
          options,
        ),
      },
    },
    options,
  );
