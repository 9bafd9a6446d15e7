import { codecOfTransform } from "../../value/propertyCodec.js";
import type { PropertyPlan } from "../plan/plan.js";
import type { Constants } from "./constants.js";
import { transformCall } from "../values/transformCall.js";

/** Statements that apply a property's `@Transform`s to `x`; a codec of this package looks at nothing but the value. */
export function transformSource(
  { property, toClass, toPlain }: PropertyPlan,
  when: "read" | "watched" | "written",
  constants: Constants,
): readonly string[] {
  const written = when === "written";
  return (written ? toPlain : toClass).flatMap(({ transformFn }) => {
    const codec = codecOfTransform(transformFn);
    if (codec !== undefined)
      return [`x = ${constants.name("codec", written ? codec.write : codec.read)}(x);`];
    const call = constants.name("transform", transformCall(transformFn, property, when));
    return [
      `x = ${call}(x, ${written ? "o" : "v"});`,
      ...(when === "watched" ? ["if (x === NOT_PROVEN) return NOT_PROVEN;"] : []),
    ];
  });
}
