import type { Class } from "../../../domain/index.js";
import { rulesOf } from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import type { PropertyPlan } from "../plan/plan.js";
import type { Broken } from "./broken.js";
import type { Judge, Surroundings } from "./judge.js";
import { notKnown } from "./notKnown.js";

/** Whether several `@ValidateNested` stand on a property: each of them says everything once more. */
export const saysOften = (target: Class, property: string): boolean =>
  rulesOf(target).filter(
    ({ type, propertyName }) => type === "nestedValidation" && propertyName === property,
  ).length > 1;

/** Adds all that is broken in what a property with `@ValidateNested` holds. */
export function judgeNested(
  { property, wireName, optional }: PropertyPlan,
  { judgeOf }: Surroundings,
): Judge {
  return (object, path, found, known) => {
    const value = (object as Readonly<Record<string, unknown>>)[property];
    if (value === undefined || (optional && value === null)) return;
    const at = joinPath(path, wireName);
    if (Array.isArray(value))
      for (let index = 0; index < value.length; index++)
        judgeOne(value[index], joinPath(at, String(index)), found, known, judgeOf);
    else judgeOne(value, at, found, known, judgeOf);
  };
}

function judgeOne(
  value: unknown,
  path: string,
  found: Broken[],
  known: boolean,
  judgeOf: Surroundings["judgeOf"],
): void {
  // Of what is neither an instance nor an array of them, the libraries say more than this knows.
  if (typeof value !== "object" || value === null || isContainer(value)) notKnown();
  else judgeOf(value)(value, path, found, known);
}

const isContainer = (value: object): boolean =>
  Array.isArray(value) || value instanceof Set || value instanceof Map;
