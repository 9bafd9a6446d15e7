import { discriminatorsOf } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { ChoiceProblem } from "../../model/payload.js";
import type { SourceClasses } from "./sourceClasses.js";

/**
 * What decorators and instances tell of discriminators' names, and what only the types of the sub-classes do:
 * `kind!: "cash"` in a class that is chosen by the name "card".
 */
export function choicesWithTypes(
  target: Class,
  told: readonly ChoiceProblem[],
  classes: SourceClasses,
): readonly ChoiceProblem[] {
  const typed = discriminatorsOf(target).flatMap(({ property, by, name, type }) => {
    const isTold = told.some((other) => other.property === property && other.type === type.name);
    const [field, ...others] = classes.fieldsOf(type).filter((each) => each.name === by);
    const texts = others.length === 0 ? field?.texts : undefined;
    if (isTold || texts === undefined || texts.includes(name)) return [];
    const reason = texts.map((text) => JSON.stringify(text)).join(" | ");
    return [{ property, by, name, type: type.name, kind: "typed", reason } as const];
  });
  return [...told, ...typed];
}
