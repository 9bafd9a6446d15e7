import type { TransformMetadata } from "../../classTransformer.js";
import { codecOfTransform } from "../../value/propertyCodec.js";
import type { Constants } from "./constants.js";
import { transformCall } from "../values/transformCall.js";

/** Statements that apply `@Transform`s to `x`; a codec of this package looks at nothing but the value. */
export const transformSource = (
  transforms: readonly TransformMetadata[],
  object: "v" | "o",
  property: string,
  constants: Constants,
): readonly string[] =>
  transforms.map(({ transformFn }) => {
    const codec = codecOfTransform(transformFn);
    if (codec !== undefined) {
      const convert = object === "v" ? codec.read : codec.write;
      return `x = ${constants.name("codec", convert)}(x);`;
    }
    return `x = ${constants.name("transform", transformCall(transformFn, property, object === "v"))}(x, ${object});`;
  });
