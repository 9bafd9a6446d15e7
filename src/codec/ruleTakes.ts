import { constraintsOf, type RuleMetadata } from "./classValidator.js";

/**
 * Whether a rule by itself lets a value pass, with its own validators; one that throws does not.
 * @param object - the instance that would have the value.
 */
export function ruleTakes(rule: RuleMetadata, value: unknown, object: object = {}): boolean {
  const items = rule.each && isCollection(value) ? [...value.values()] : [value];
  const told = {
    targetName: object.constructor.name,
    property: rule.propertyName,
    object,
    value,
    constraints: rule.constraints as unknown[],
  };
  try {
    return constraintsOf(rule).every(({ instance }) =>
      items.every((item) => instance.validate(item, told) === true),
    );
  } catch {
    return false;
  }
}

const isCollection = (value: unknown): value is { values(): Iterable<unknown> } =>
  Array.isArray(value) || value instanceof Set || value instanceof Map;
