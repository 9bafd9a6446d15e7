import { ValidateBy, buildMessage, type ValidationOptions } from "class-validator";
import { decorateProperty } from "./decorateProperty.js";
import type { JsonValue, ValueCodec } from "./valueCodec.js";

/**
 * A value of a class of your own, or of a library's: it is written by `encode` and read by `decode`, and
 * nothing else looks into it. With `{ each: true }` the codec is for each value of an array, a set or a
 * map. The property must have a value, unless it is `@IsOptional()`.
 *
 * @example
 * const money: ValueCodec<Money, string> = {
 *   decode: (json) => Money.parse(json),
 *   encode: (money) => money.toString(),
 *   schema: { type: "string", pattern: "^[0-9]+\\.[0-9]{2} [A-Z]{3}$" },
 * };
 * class Paid {
 *   @Codec(money) amount!: Money;
 * }
 */
export function Codec<T, J extends JsonValue>(
  codec: ValueCodec<T, J>,
  validationOptions?: ValidationOptions,
): PropertyDecorator;
export function Codec(...given: unknown[]): PropertyDecorator {
  const [codec, validation = {}] = given as [unknown, ValidationOptions?];
  const each = validation.each === true;
  return decorateProperty("Codec", given, {
    codec: isValueCodec(codec) ? codec : undefined,
    each,
    isExact: undefined,
    rules: [
      (prototype, property) => {
        hasValue(each ? undefined : declaredClass(prototype, property), validation)(
          prototype,
          property,
        );
      },
    ],
  });
}

function isValueCodec(value: unknown): value is ValueCodec<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const { decode, encode } = value as Partial<ValueCodec<unknown>>;
  return typeof decode === "function" && typeof encode === "function";
}

/** Types that the compiler emits where the property's own is no class. */
const UNKNOWN: readonly unknown[] = [Object, String, Number, Boolean, Array, Function, undefined];

function declaredClass(prototype: object, property: string | symbol): unknown {
  const declared: unknown = Reflect.getMetadata("design:type", prototype, property);
  return typeof declared !== "function" || UNKNOWN.includes(declared) || declared === BigInt
    ? undefined
    : declared;
}

const hasValue = (type: unknown, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: "codec",
      ...(type === undefined ? {} : { constraints: [type] }),
      validator: {
        validate: (value, asked) => {
          const [wanted] = (asked?.constraints ?? []) as readonly unknown[];
          return typeof wanted === "function"
            ? value instanceof wanted
            : value !== undefined && value !== null;
        },
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must have a value${typeof type === "function" ? ` of the class ${type.name}` : ""}`,
          options,
        ),
      },
    },
    options,
  );
