import type { Class } from "../../domain/index.js";
import {
  classNamesOf,
  hasTransform,
  reflectedType,
  subTypesOf,
  typeOf,
} from "../classTransformer.js";
import type { RuleMetadata } from "../classValidator.js";
import { isReservedKey } from "../reservedKey.js";
import { codecOf, type PropertyCodec } from "../value/propertyCodec.js";
import { travels } from "./travels.js";

/** What the decorators of one property say of the values that come back from JSON as they are. */
export interface PropertyShape {
  /** Whether the name cannot be given to a property of the class. */
  readonly reserved: boolean;
  /** Whether it is both written and read, under one name. */
  readonly travels: boolean;
  readonly codec: PropertyCodec | undefined;
  /** Whether a `@Transform` of the author's owns the value. */
  readonly transformed: boolean;
  /** What `@Type` names, unless it is a scalar. */
  readonly type: Class | undefined;
  readonly scalar: Scalar | undefined;
  readonly subTypes: readonly Class[];
  readonly discriminator: ReturnType<typeof classNamesOf>;
  /** `Map` or `Set`, where that is the declared type and `@Type` stands beside it. */
  readonly container: "Map" | "Set" | undefined;
  /** Whether rules are asked about what it holds when it is read: `@ValidateNested`. */
  readonly nested: boolean;
  /** `@IsOptional` */
  readonly optional: boolean;
  /** What a new instance has. */
  readonly initial: unknown;
}

/** What `@Type` makes of any value of JSON. */
export type Scalar = "string" | "number" | "boolean" | "Date";

const SCALARS = new Map<unknown, Scalar>([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
  [Date, "Date"],
]);

/** What no decorator tells of. */
export const UNTYPED: PropertyShape = {
  ...{ reserved: false, travels: true, codec: undefined, transformed: false, type: undefined },
  ...{ scalar: undefined, subTypes: [], discriminator: undefined, container: undefined },
  ...{ nested: false, optional: true, initial: undefined },
};

export function propertyShape(
  target: Class,
  property: string,
  fresh: object,
  rules: readonly RuleMetadata[],
): PropertyShape {
  const named = typeOf(target, property);
  const scalar = SCALARS.get(named);
  const reflected = reflectedType(target, property);
  const codec = codecOf(target, property);
  const own = rules.filter(({ propertyName }) => propertyName === property);
  return {
    reserved: isReservedKey(target.prototype as object, property),
    travels: travels(target, property),
    codec,
    transformed: codec === undefined && hasTransform(target, property),
    type: scalar !== undefined || named === (Object as unknown) ? undefined : named,
    scalar,
    subTypes: subTypesOf(target, property),
    discriminator: classNamesOf(target, property),
    container: reflected === Map ? "Map" : reflected === Set ? "Set" : undefined,
    nested: own.some(({ type }) => type === "nestedValidation"),
    optional: own.some(({ name }) => name === "isOptional"),
    initial: Reflect.get(fresh, property),
  };
}
