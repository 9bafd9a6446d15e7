import type { Class } from "../../domain/index.js";
import type { ClassPlan, PropertyPlan } from "../compiled/plan/plan.js";
import { natives } from "../natives.js";
import { othersInOrder } from "./instanceOrder.js";
import type { PropertyShape } from "./propertyShape.js";
import { shapeOf } from "./stateShape.js";

/** Kinds of values by their numbers in `engine/plain/src/plan.rs`; what no type is said of may be a collection, too. */
const KINDS = { any: 0, string: 1, number: 2, boolean: 3, instance: 5 } as const;

/**
 * The plan by which an engine writes states of a class that certainly come back as they are, as this code would
 * write them; `undefined` where the engine does not, or the class has what only code can write.
 */
export function stateWriting(
  target: Class,
  plans: ReadonlyMap<Class, ClassPlan>,
): number | undefined {
  const { preparePlan, writeState } = natives;
  // What arrays may have in common with those that patterns and templates make would have to be looked at.
  const isOdd = ["index", "raw", "toJSON"].some((name) => name in []);
  if (preparePlan === undefined || writeState === undefined || isOdd) return undefined;
  const known = new Map<Class, number | undefined>();
  const writingOf = (asked: Class): number | undefined => {
    const plan = plans.get(asked);
    if (plan === undefined || known.has(asked)) return known.get(asked);
    // A class that holds itself finds that nothing is known of it.
    known.set(asked, undefined);
    known.set(asked, prepared(plan));
    return known.get(asked);
  };
  const prepared = ({ target: owner, properties }: ClassPlan): number | undefined => {
    const shape = shapeOf(owner);
    if (shape.problems.length > 0) return undefined;
    const ordered = inOrder(properties, shape.initialKeys);
    const numbers: number[] = [];
    for (const plan of ordered) {
      const property = shape.properties.get(plan.property);
      const kind = property && kindOf(plan, property, writingOf);
      if (kind === undefined) return undefined;
      numbers.push(Number(property?.initial !== undefined), ...kind);
    }
    const names = ordered.map(({ property }) => property);
    const wireNames = ordered.map(({ wireName }) => wireName);
    return preparePlan(owner, wireNames, names, numbers, []);
  };
  try {
    return writingOf(target);
  } catch {
    // Too many properties, or unusual names.
    return undefined;
  }
}

/** As instances have them. */
function inOrder(
  properties: readonly PropertyPlan[],
  initialKeys: readonly string[],
): readonly PropertyPlan[] {
  const names = properties.map(({ property }) => property);
  const ordered = [...initialKeys, ...othersInOrder(names, initialKeys)];
  return ordered.flatMap((name) => properties[names.indexOf(name)] ?? []);
}

/** The kind of what stands in a property, and the plan of its class. */
function kindOf(
  { conversion, toPlain }: PropertyPlan,
  { reserved, travels, codec, transformed, discriminator, subTypes, container }: PropertyShape,
  writingOf: (target: Class) => number | undefined,
): readonly number[] | undefined {
  const isOrdinary = travels && !reserved && !transformed && toPlain.length === 0;
  const isOfOneClass = discriminator === undefined && subTypes.length === 0;
  if (!isOrdinary || codec !== undefined || !isOfOneClass || container !== undefined)
    return undefined;
  if (conversion.kind === "none") return slot(KINDS.any);
  if (conversion.kind === "scalar")
    return conversion.to === "date" ? undefined : slot(KINDS[conversion.to]);
  const nested = writingOf(conversion.target);
  return nested === undefined ? undefined : [...slot(KINDS.instance), nested];
}

/** Null may stand everywhere, and there are no rules. */
const slot = (kind: number): readonly number[] => [kind, 1, 0];
