import type { ClassPlan } from "../plan/plan.js";

/** The properties of a class by their names there and in JSON. */
export interface WrittenNames {
  readonly properties: readonly string[];
  readonly wireNames: readonly string[];
}

/** The names of a class's properties, if texts, numbers and booleans in all of them are written as they are. */
export function writtenNames({ properties }: ClassPlan): WrittenNames | undefined {
  const areWritten = properties.every(
    ({ conversion, container, toPlain, excluded }) =>
      conversion.kind === "none" &&
      (container === "none" || container === "array") &&
      toPlain.length === 0 &&
      !excluded.toPlain,
  );
  if (!areWritten) return undefined;
  return {
    properties: properties.map(({ property }) => property),
    wireNames: properties.map(({ wireName }) => wireName),
  };
}
