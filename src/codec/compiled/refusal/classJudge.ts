import type { Strictness } from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import type { ClassPlan, PropertyPlan } from "../plan/plan.js";
import { Constants } from "../source/constants.js";
import { brokenAt, isPlainText, type Broken } from "./broken.js";
import type { Judge, Surroundings } from "./judge.js";
import { notKnown } from "./notKnown.js";
import { propertySource } from "./propertySource.js";

/** A class's judge. */
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
          `${constants.name("unknown", unknownKeys(plan, checked, surroundings))}(o, path, found);`,
        ]
      : []),
    ...checked.flatMap((property, index) =>
      propertySource(target, property, String(index), constants, surroundings),
    ),
  ];
  return constants.evaluate(["o", "path", "found", "known"], lines.join("\n"));
}

/** Says of each property without any rule that it should not be there. */
function unknownKeys(
  { properties }: ClassPlan,
  checked: readonly PropertyPlan[],
  { hasPlainNames }: Surroundings,
) {
  // A table, which engines search faster than a `Set`.
  const allowed = Object.create(null) as Partial<Record<string, true>>;
  for (const { property } of checked) allowed[property] = true;
  const wireNames = new Map(properties.map(({ property, wireName }) => [property, wireName]));
  return (object: object, path: string, found: Broken[]): void => {
    for (const key of Object.keys(object)) {
      if (allowed[key] === true) continue;
      if (key === "") notKnown();
      const at = joinPath(path, wireNames.get(key) ?? key);
      const isPlain = hasPlainNames && isPlainText(key);
      found.push(brokenAt(at, "whitelistValidation", `property ${key} should not exist`, isPlain));
    }
  };
}
