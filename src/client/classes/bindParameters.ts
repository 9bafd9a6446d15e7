import {
  describe,
  eventAttribute,
  type EventAttribute,
  type ParameterBindings,
  type ParameterValues,
} from "../../domain/index.js";
import type { ViewClass } from "./classRecords.js";

/** A view's parameters by name and kind. @throws RangeError for one that is missing, unknown or no text. */
export function bindParameters(
  { name, parameters }: ViewClass,
  values: ParameterValues,
): ParameterBindings {
  const takes =
    parameters.size === 0 ? "it takes none" : `it takes ${[...parameters.keys()].join(", ")}`;
  for (const given of Object.keys(values))
    if (!parameters.has(given))
      throw new RangeError(`state view ${name} has no parameter ${describe(given)}; ${takes}`);
  return [...parameters].map(([key, kind]): [string, EventAttribute] => {
    const value: unknown = values[key];
    if (value === undefined)
      throw new RangeError(`state view ${name} needs a value for ${key}; ${takes}`);
    if (typeof value === "string" || (value === null && kind === "subject"))
      return [key, eventAttribute(kind, value)];
    throw new RangeError(
      `state view ${name}: ${key} must be a string${kind === "subject" ? ", or null for no subject" : ""}, got ${describe(value)}`,
    );
  });
}
