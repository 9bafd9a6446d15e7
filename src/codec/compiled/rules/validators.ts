import { constraintsOf, type RuleMetadata } from "../../classValidator.js";

/** The rule's own verdict on a value, for rules that look at nothing else. */
export function askAlone(rule: RuleMetadata): (value: unknown) => boolean {
  const instances = constraintsOf(rule).map(({ instance }) => instance);
  return (value) => {
    const told = argumentsFor(rule, value, {});
    return instances.every((instance) => instance.validate(value, told) === true);
  };
}

/**
 * The rule's own verdict on a value of an instance, asked as class-validator asks. A promise is no
 * verdict: what class-validator makes of it is its own affair.
 * @param whole - the value that holds the element, where each element is asked about.
 */
export function askWithObject(
  rule: RuleMetadata,
): (value: unknown, object: object, whole: unknown) => boolean {
  const constraints = constraintsOf(rule);
  return (value, object, whole) => {
    for (const { instance } of constraints) {
      const verdict: unknown = instance.validate(value, argumentsFor(rule, whole, object));
      if (!verdict || isPromise(verdict)) return false;
    }
    return true;
  };
}

const isPromise = (verdict: unknown): boolean =>
  typeof verdict === "object" && verdict !== null && "then" in verdict;

const argumentsFor = (
  rule: RuleMetadata,
  value: unknown,
  object: object,
): Parameters<ReturnType<typeof constraintsOf>[number]["instance"]["validate"]>[1] & object => ({
  targetName: object.constructor.name,
  property: rule.propertyName,
  object,
  value,
  constraints: rule.constraints as unknown[],
});
