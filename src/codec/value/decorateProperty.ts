import { record, here } from "../../model/registry.js";
import { decoratedMember, isWithoutParentheses, nothing } from "../../model/placement.js";
import { recordCodec } from "./propertyCodec.js";
import type { ValueCodec } from "./valueCodec.js";

/** What a decorator of a value says of its property. */
export interface DecoratedValue {
  /** `undefined` where the author has given none. */
  readonly codec: ValueCodec<unknown> | undefined;
  readonly each: boolean;
  readonly isExact: ((value: unknown) => boolean) | undefined;
  readonly rules: readonly PropertyDecorator[];
}

/** A decorator that gives its property a codec and rules. It never throws: mistakes are recorded. */
export function decorateProperty(
  decorator: string,
  given: readonly unknown[],
  { codec, each, isExact, rules }: DecoratedValue,
): PropertyDecorator {
  const where = here();
  if (isWithoutParentheses(decorator, given, where)) return nothing;
  return (...args: unknown[]) => {
    const place = decoratedMember(decorator, args, where);
    if (place === undefined) return;
    const { prototype, member } = place;
    for (const rule of rules) rule(prototype, member);
    if (codec === undefined) record({ decorator: "Codec", prototype, member }, where);
    else recordCodec(prototype, member, { codec, each, decorator, isExact });
  };
}
