import type { Class } from "../../../domain/index.js";
import { typeMetadata, type TypeOptions } from "../../classTransformer.js";
import { ClassBeyondCompiler, TypeNotReady } from "./obstacles.js";
import type { Container, Conversion, DiscriminatorPlan, PropertyPlan } from "./plan.js";

/** What `@Type` says of a property. */
export function conversionOf(
  target: Class,
  property: string,
): Pick<PropertyPlan, "conversion" | "container"> {
  const metadata = typeMetadata(target, property);
  if (metadata === undefined) return { conversion: { kind: "none" }, container: "array" };
  const beyond: Beyond = (reason) => new ClassBeyondCompiler({ property, reason });
  const { typeFunction, reflectedType, options } = metadata;
  if (typeFunction === undefined || typeFunction.length > 0)
    throw beyond("has a @Type that looks at the value");
  const type = resolved(typeFunction, property);
  const container = containerOf(reflectedType);
  if (options?.discriminator === undefined) {
    return { conversion: conversionTo(type, beyond), container };
  }
  const base = conversionTo(type, beyond);
  if (base.kind !== "class" || container === "set" || container === "map")
    throw beyond("has a discriminator and another type than a class or an array of it");
  return { conversion: { ...base, discriminator: discriminatorOf(options, beyond) }, container };
}

type Beyond = (reason: string) => ClassBeyondCompiler;

function discriminatorOf(
  { discriminator, keepDiscriminatorProperty }: TypeOptions,
  beyond: Beyond,
): DiscriminatorPlan {
  const { property, subTypes } = discriminator ?? {};
  // class-transformer takes an empty name for none.
  if (
    typeof property !== "string" ||
    property === "" ||
    property in Object.prototype ||
    !Array.isArray(subTypes)
  )
    throw beyond("has a discriminator without property or subTypes");
  const choices: readonly { readonly name: unknown; readonly value: unknown }[] = subTypes;
  return {
    property,
    kept: Boolean(keepDiscriminatorProperty),
    subTypes: choices.map(({ name, value }) => {
      const chosen = conversionTo(value, beyond);
      if (chosen.kind !== "class") throw beyond("has a discriminator that chooses no class");
      if (typeof name !== "string") throw beyond("has a discriminator with a name that is no text");
      return { name, target: chosen.target };
    }),
  };
}

function resolved(typeFunction: (options: never) => unknown, property: string): unknown {
  let type: unknown;
  try {
    type = typeFunction({ newObject: {}, object: {}, property } as never);
  } catch (error) {
    // A class that a module in the circle has not defined yet.
    if (error instanceof ReferenceError) throw new TypeNotReady(property);
    throw error;
  }
  if (type === undefined) throw new TypeNotReady(property);
  return type;
}

const SCALARS = new Map<unknown, "string" | "number" | "boolean" | "date">([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
  [Date, "date"],
]);

function conversionTo(type: unknown, beyond: (reason: string) => Error): Conversion {
  const scalar = SCALARS.get(type);
  if (scalar !== undefined) return { kind: "scalar", to: scalar };
  if (type === Object) return { kind: "none" };
  if (typeof type !== "function" || isBuiltIn(type as Class))
    throw beyond("has a @Type that names no class of the project");
  return { kind: "class", target: type as Class };
}

const BUILT_INS: readonly Class[] = [
  ...[Array, Map, Set, WeakMap, WeakSet, Promise, Date, RegExp, Error, Function, ArrayBuffer],
  ...[String, Number, Boolean, Symbol, BigInt, Uint8Array, DataView],
] as unknown as Class[];

/** Whether class-transformer or JavaScript treat a class's instances in ways of their own. */
export const isBuiltIn = (type: Class): boolean =>
  (type as unknown) === Object ||
  typeof type.prototype !== "object" ||
  BUILT_INS.some((builtIn) => type === builtIn || type.prototype instanceof builtIn);

function containerOf(reflected: unknown): Container {
  if (reflected === Set) return "set";
  if (reflected === Map) return "map";
  return reflected === undefined || reflected === Object || reflected === Array ? "array" : "none";
}
