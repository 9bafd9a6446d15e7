import { instanceToPlain, plainToInstance, Transform, TransformationType } from "class-transformer";
import { TRANSFORM } from "../../classTransformer.js";

/** Calls the function of a `@Transform` with all that class-transformer would give it. */
export function transformCall(
  transformFn: (parameters: object) => unknown,
  property: string,
  toClass: boolean,
): (value: unknown, object: object) => unknown {
  const type = toClass ? TransformationType.PLAIN_TO_CLASS : TransformationType.CLASS_TO_PLAIN;
  const options = optionsSeen(toClass);
  return (value, object) =>
    transformFn({ value, key: property, obj: object, type, options: { ...options } });
}

/** class-transformer's options with its own defaults, as it gives them to a `@Transform`. */
function optionsSeen(toClass: boolean): object {
  let seen: object = {};
  class Probe {
    property = 1;
  }
  const note = Transform(({ options }) => {
    seen = options;
    return 1;
  });
  note(Probe.prototype, "property");
  if (toClass) plainToInstance(Probe, { property: 1 }, TRANSFORM);
  else instanceToPlain(new Probe(), TRANSFORM);
  return seen;
}
