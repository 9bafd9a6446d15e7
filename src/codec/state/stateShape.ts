import type { Class } from "../../domain/index.js";
import { convertedProperties, exclusions, exposures } from "../classTransformer.js";
import { rulesOf } from "../classValidator.js";
import { classProblems } from "./classProblems.js";
import { propertyShape, type PropertyShape } from "./propertyShape.js";
import type { StateProblem } from "../../model/stateProblem.js";

/** All that is known of a class whose instances are state before there is one; found out once. */
export interface StateShape {
  readonly target: Class;
  readonly prototype: object;
  /** What is lost whatever an instance holds. */
  readonly problems: readonly StateProblem[];
  /** Whether instances have methods or accessors, which plain objects in their place would lack. */
  readonly hasMembers: boolean;
  /** The properties of a new instance, in their order. */
  readonly initialKeys: readonly string[];
  /** Those that would have their initial values again if they were left out. */
  readonly defaults: readonly string[];
  /** Those with a rule of a codec, which must have a value when rules are asked. */
  readonly demanded: readonly string[];
  readonly properties: ReadonlyMap<string, PropertyShape>;
}

const known = new WeakMap<Class, StateShape>();

export function shapeOf(target: Class): StateShape {
  let shape = known.get(target);
  if (shape === undefined) {
    shape = makeShape(target);
    known.set(target, shape);
  }
  return shape;
}

function makeShape(target: Class): StateShape {
  const { fresh, problems } = freshInstance(target);
  const initialKeys = Object.keys(fresh);
  const rules = rulesOf(target);
  const excluded = exclusions(target);
  const names = new Set([
    ...initialKeys,
    ...rules.map(({ propertyName }) => propertyName),
    ...exposures(target).map(({ propertyName }) => propertyName),
    ...(convertedProperties(target) ?? []),
    ...excluded.toClass,
    ...excluded.toPlain,
  ]);
  const properties = new Map(
    [...names].map((name) => [name, propertyShape(target, name, fresh, rules)] as const),
  );
  return {
    target,
    prototype: target.prototype as object,
    problems: [...problems, ...classProblems(target, fresh, properties)],
    hasMembers: hasMembers(target.prototype as object),
    initialKeys,
    defaults: initialKeys.filter((key) => Reflect.get(fresh, key) !== undefined),
    demanded: [...properties].flatMap(([name, { codec, optional }]) =>
      codec !== undefined && !optional ? [name] : [],
    ),
    properties,
  };
}

function freshInstance(target: Class): {
  readonly fresh: object;
  readonly problems: readonly StateProblem[];
} {
  try {
    return { fresh: new target(), problems: [] };
  } catch {
    const problem: StateProblem = {
      kind: "uncarried",
      member: undefined,
      declaredBy: target.name,
      reason: `is an instance of ${target.name}, which cannot be made without arguments`,
      remedy: "put @Codec({ decode, encode }) on the property that holds it",
    };
    return { fresh: {}, problems: [problem] };
  }
}

function hasMembers(prototype: object): boolean {
  for (
    let at: object | null = prototype;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Reflect.ownKeys(at).some((key) => key !== "constructor")) return true;
  }
  return false;
}
