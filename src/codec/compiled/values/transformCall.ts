import { instanceToPlain, plainToInstance, Transform, TransformationType } from "class-transformer";
import { TRANSFORM } from "../../classTransformer.js";
import { NOT_PROVEN } from "../notProven.js";

/**
 * Calls the function of a `@Transform` with all that class-transformer would give it.
 * @param when - `watched`: it reads, and nothing is proven when it looks at the JSON around its value.
 */
export function transformCall(
  transformFn: (parameters: object) => unknown,
  property: string,
  when: "read" | "watched" | "written",
): (value: unknown, object: object) => unknown {
  const toClass = when !== "written";
  const type = toClass ? TransformationType.PLAIN_TO_CLASS : TransformationType.CLASS_TO_PLAIN;
  const options = optionsSeen(toClass);
  if (when !== "watched")
    return (value, object) =>
      transformFn({ value, key: property, obj: object, type, options: { ...options } });
  return (value, object) => {
    let looks = 0;
    const given = {
      value,
      key: property,
      get obj() {
        looks += 1;
        return object;
      },
      type,
      options: { ...options },
    };
    const made = transformFn(given);
    return looks > 0 ? NOT_PROVEN : made;
  };
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
