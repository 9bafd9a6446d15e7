import { Type } from "class-transformer";
import {
  IsOptional,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidationArguments,
} from "class-validator";
import type { Random } from "./random.js";

@ValidatorConstraint({ name: "throwsAtNumbers" })
class ThrowsAtNumbers {
  validate(value: unknown): boolean {
    if (typeof value === "number") throw new RangeError("numbers are too much");
    return true;
  }
}

@ValidatorConstraint({ name: "looksAround" })
class LooksAround {
  validate(value: unknown, { object, property }: ValidationArguments): boolean {
    const others = object as Record<string, { length: number }>;
    return value === others[property] && (others["id"] === undefined || others["id"].length < 9);
  }
}

type Loose = Record<string, { readonly length: number }>;

/** Conditions and rules that look at other properties, throw, and contradict each other. */
const ODD_RULES: readonly (() => PropertyDecorator)[] = [
  () => Validate(ThrowsAtNumbers),
  () => Validate(ThrowsAtNumbers, { each: true }),
  () => Validate(LooksAround),
  () => ValidateIf((object: Loose) => (object["id"]?.length ?? 0) > 1),
  () => ValidateIf((object: Loose) => (object["owner"] as { length: number }).length > 1),
  () => ValidateIf(() => false),
  () => ValidateIf(() => "yes" as unknown as boolean),
  () => IsOptional(),
  () => ValidateNested(),
  () => ValidateNested({ each: true }),
  () => Validate(LooksAround, { validateIf: (object: Loose) => "x" in object }),
  () => Type(() => Number),
  () => Type(() => Object),
];

export function putOddRules(
  random: Random,
  put: (...decorators: PropertyDecorator[]) => void,
): void {
  for (let count = random.below(2) + 1; count > 0; count--) put(random.of(ODD_RULES)());
}
