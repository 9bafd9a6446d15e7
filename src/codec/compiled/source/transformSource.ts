import type { TransformMetadata } from "../../classTransformer.js";
import type { Constants } from "./constants.js";
import { transformCall } from "../values/transformCall.js";

/** Statements that apply `@Transform`s to `x`. */
export const transformSource = (
  transforms: readonly TransformMetadata[],
  object: "v" | "o",
  property: string,
  constants: Constants,
): readonly string[] =>
  transforms.map(
    ({ transformFn }) =>
      `x = ${constants.name("transform", transformCall(transformFn, property, object === "v"))}(x, ${object});`,
  );
