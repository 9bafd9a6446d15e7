import type { PropertyPlan } from "../plan/plan.js";
import { transformCall } from "../values/transformCall.js";
import type { Constants } from "./constants.js";

/** Statements that apply a property's `@Transform`s to `x`. */
export function transformSource(
  { property, toClass, toPlain }: PropertyPlan,
  when: "read" | "watched" | "written",
  constants: Constants,
): readonly string[] {
  const written = when === "written";
  return (written ? toPlain : toClass).flatMap(({ transformFn }) => {
    const call = constants.name("transform", transformCall(transformFn, property, when));
    return [
      `x = ${call}(x, ${written ? "o" : "v"});`,
      ...(when === "watched" ? ["if (x === NOT_PROVEN) return NOT_PROVEN;"] : []),
    ];
  });
}
