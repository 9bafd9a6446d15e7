import type { Class } from "../../../domain/index.js";
import type { Strictness } from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import type { ClassPlan, PropertyPlan } from "../plan/plan.js";
import { checkSource } from "../source/checkSource.js";
import { Constants, member } from "../source/constants.js";
import { brokenAt, type Broken } from "./broken.js";
import type { Judge, Surroundings } from "./judge.js";
import { notKnown } from "./notKnown.js";
import { judgeNested, saysOften } from "./judgeNested.js";
import { propertyJudge } from "./propertyJudge.js";

/**
 * A class's judge. Most properties of what is refused are as they should be, and code sees that at once; what the
 * others break is found out rule by rule.
 */
export function classJudge(
  plan: ClassPlan,
  strictness: Strictness,
  surroundings: Surroundings,
): Judge {
  const { target, properties } = plan;
  const checked = properties.filter(({ whitelisted }) => whitelisted);
  const constants = new Constants({ notKnown, prototype: target.prototype, Object });
  const lines = [
    "var x, list, whole;",
    "if (Object.getPrototypeOf(o) !== prototype) notKnown();",
    ...(strictness === "strict"
      ? [
          checked.length === properties.length ? "if (!known)" : "",
          `${constants.name("unknown", unknownKeys(plan, checked))}(o, path, found);`,
        ]
      : []),
    ...checked.flatMap((property, index) =>
      propertySource(target, property, String(index), constants, surroundings),
    ),
  ];
  return constants.evaluate(["o", "path", "found", "known"], lines.join("\n"));
}

function propertySource(
  target: Class,
  plan: PropertyPlan,
  index: string,
  constants: Constants,
  surroundings: Surroundings,
): readonly string[] {
  const judge = `${constants.name("judge", propertyJudge(target, plan, surroundings))}(o, path, found, known);`;
  const { early, late } = checkSource(plan, constants, `break broken${index};`);
  if (late.length > 0 || plan.conditions.length > 0 || saysOften(target, plan.property))
    return [judge];
  const nested = plan.nested
    ? [`${constants.name("nested", judgeNested(plan, surroundings))}(o, path, found, known);`]
    : [];
  if (early.length === 0) return nested;
  return [
    `kept${index}: {`,
    `broken${index}: {`,
    `x = o${member(plan.property)};`,
    ...early,
    ...nested,
    `break kept${index};`,
    "}",
    judge,
    "}",
  ];
}

/** Says of each property without any rule that it should not be there. */
function unknownKeys({ properties }: ClassPlan, checked: readonly PropertyPlan[]) {
  // A table, which engines search faster than a `Set`.
  const allowed = Object.create(null) as Partial<Record<string, true>>;
  for (const { property } of checked) allowed[property] = true;
  const wireNames = new Map(properties.map(({ property, wireName }) => [property, wireName]));
  return (object: object, path: string, found: Broken[]): void => {
    for (const key of Object.keys(object)) {
      if (allowed[key] === true) continue;
      if (key === "") notKnown();
      const at = joinPath(path, wireNames.get(key) ?? key);
      found.push(brokenAt(at, "whitelistValidation", `property ${key} should not exist`, false));
    }
  };
}
