const PARAMETER = Symbol.for("evidentsource.functions.parameter");

/** Stands in a selector for a value that is given when the view is read. */
export interface Parameter {
  readonly [PARAMETER]: true;
  /** The name of the parameter. */
  readonly parameter: string;
}

/**
 * A parameter of a state view. It is declared by standing in the view's selector.
 *
 * @example
 * Selector.subject(parameter("account_id"));
 */
export function parameter(name: string): Parameter {
  return { [PARAMETER]: true, parameter: name };
}

/** Whether the value is a {@link Parameter}, also one of another copy of this package. */
export function isParameter(value: unknown): value is Parameter {
  return typeof value === "object" && value !== null && PARAMETER in value;
}

/** Values for a selector's parameters, by name; `null` asks for events without a subject. */
export type ParameterValues = Readonly<Record<string, string | null>>;
