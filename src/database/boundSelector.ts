import {
  messageOf,
  type EventSelector,
  type ParameterBindings,
  type ParameterValues,
} from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { PublishedStateView } from "./ports/index.js";

/**
 * The view's selector with values for its parameters.
 * @throws DatabaseError when they do not fit.
 */
export function boundSelector(
  view: PublishedStateView,
  bindings: ParameterBindings,
): EventSelector {
  const values = parameterValues(view, bindings);
  try {
    return view.selector.bind(values);
  } catch (error) {
    throw new DatabaseError("invalid-argument", `state view ${view.name}: ${messageOf(error)}`);
  }
}

/** @throws DatabaseError when a parameter comes twice, or has another kind than in the view's selector. */
function parameterValues(
  { name, parameters }: PublishedStateView,
  bindings: ParameterBindings,
): ParameterValues {
  const values = new Map<string, string | null>();
  for (const [parameter, { kind, value }] of bindings) {
    const declared = parameters.get(parameter);
    if (declared !== undefined && declared !== kind) {
      throw new DatabaseError(
        "invalid-argument",
        `parameter ${parameter} of state view ${name} must be of the kind ${declared}, but is given as ${kind}`,
      );
    }
    if (values.has(parameter)) {
      throw new DatabaseError(
        "invalid-argument",
        `parameter ${parameter} of state view ${name} was given twice`,
      );
    }
    values.set(parameter, value);
  }
  // Own properties, whatever their names: assigned, a parameter `__proto__` would go unnoticed.
  return Object.fromEntries(values);
}
