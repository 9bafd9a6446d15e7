import type { Class } from "../../domain/index.js";
import type { StateProblem } from "../../model/stateProblem.js";
import { isReadByType } from "../../model/payload.js";
import { shapeOf } from "./stateShape.js";

/** What of a state's class, and of those that it holds, no storage can follow. */
export function problemsWithin(target: Class): readonly StateProblem[] {
  return [...refusedFromTheStart(target), ...problemsOf(target, new Set())];
}

/** What a new state has, and its own rule refuses when it is read again. */
function refusedFromTheStart(target: Class): readonly StateProblem[] {
  const { demanded, properties } = shapeOf(target);
  return demanded
    .filter((member) => properties.get(member)?.initial === null)
    .map((member) => ({
      kind: "uncarried",
      member,
      declaredBy: target.name,
      reason: "is null in a new state, which its rule refuses",
      remedy: "add @IsOptional()",
    }));
}

function problemsOf(target: Class, seen: Set<Class>): readonly StateProblem[] {
  if (seen.has(target)) return [];
  seen.add(target);
  const { problems, properties } = shapeOf(target);
  const held = [...properties.values()].flatMap(({ type, subTypes, codec, transformed }) =>
    codec !== undefined || transformed ? [] : [...(type === undefined ? [] : [type]), ...subTypes],
  );
  return [
    ...problems,
    ...held.filter((type) => !isReadByType(type)).flatMap((type) => problemsOf(type, seen)),
  ];
}
