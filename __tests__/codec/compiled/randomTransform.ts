import { Transform, type TransformFnParams } from "class-transformer";
import { Allow } from "class-validator";
import type { Random } from "./random.js";

/** The text of all that can be seen of an object, discriminators in its siblings among it. */
function textOf(object: unknown): string {
  try {
    return JSON.stringify(object, (_key, item: unknown): unknown =>
      item instanceof Map || item instanceof Set ? (Array.from(item) as unknown) : item,
    );
  } catch {
    return "no text";
  }
}

const MAKES: readonly ((given: TransformFnParams) => unknown)[] = [
  ({ value }) => String(value),
  ({ value }) => value as unknown,
  ({ obj, key }) => (obj as Record<string, unknown>)[key],
  ({ obj }) => textOf(obj),
  ({ obj }) => textOf(obj),
  ({ value, obj }) => (value === undefined ? textOf(obj) : (value as unknown)),
  (given) => textOf({ ...given }),
  ({ type, key, options }) => `${String(type)} ${key} ${Object.keys(options).join()}`,
  () => undefined,
  () => null,
  () => ({ made: [1] }),
  () => () => 1,
  ({ value }) => {
    if (typeof value === "number") throw new TypeError("no number, please");
    return value as unknown;
  },
  ({ value }) => [value, value] as unknown,
];

const DIRECTIONS = [
  undefined,
  {},
  { toClassOnly: true },
  { toPlainOnly: true },
  { toClassOnly: true, toPlainOnly: true },
];

/** One to three transforms of which each may do anything. */
export function putOddTransforms(
  random: Random,
  put: (...decorators: PropertyDecorator[]) => void,
): void {
  for (let count = random.below(3) + 1; count > 0; count--)
    put(Transform(random.of(MAKES), random.of(DIRECTIONS)));
  put(Allow());
}
