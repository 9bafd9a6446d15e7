import type { Class } from "../../domain/index.js";
import type { StateProblem } from "../../model/stateProblem.js";
import { isReadByType } from "../../model/payload.js";
import { shapeOf } from "./stateShape.js";

/** What of a state's class, and of those that it holds, no storage can follow. */
export function problemsWithin(target: Class, seen = new Set<Class>()): readonly StateProblem[] {
  if (seen.has(target)) return [];
  seen.add(target);
  const { problems, properties } = shapeOf(target);
  const held = [...properties.values()].flatMap(({ type, subTypes, codec, transformed }) =>
    codec !== undefined || transformed ? [] : [...(type === undefined ? [] : [type]), ...subTypes],
  );
  return [
    ...problems,
    ...held.filter((type) => !isReadByType(type)).flatMap((type) => problemsWithin(type, seen)),
  ];
}
