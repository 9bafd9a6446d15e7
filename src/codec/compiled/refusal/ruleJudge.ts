import { constraintsOf, type RuleArguments, type RuleMetadata } from "../../classValidator.js";
import { ruleCode } from "../rules/knownRule.js";
import { expressionOf } from "../rules/ruleCode.js";
import { askWithObject } from "../rules/validators.js";
import { Constants } from "../source/constants.js";
import { refusalText, type RuleValidator } from "./refusalText.js";

/** Thrown where only the libraries know what they say. */
export const NOT_KNOWN = Symbol("not known");

/** Gives what the rule says of a property's value that breaks it, and `undefined` of one that keeps it. */
export type RuleJudge = (value: unknown, object: object) => string | undefined;

/**
 * How class-validator judges by a rule. Of its own rules the words are known as well as the meaning; whatever
 * else does not hold is the libraries' to explain.
 */
export function ruleJudge(rule: RuleMetadata): RuleJudge {
  const constants = new Constants();
  const code = ruleCode(rule, constants);
  if (code === undefined) return unknownWords(rule);
  const validator = constraintsOf(rule)[0]?.instance as RuleValidator;
  // What takes long is asked only where the code does not know.
  const accepts = code.exact
    ? () => false
    : constants.evaluate(["x"], `return ${expressionOf(code)};`);
  return (value, object) => {
    if (isPassedOver(rule, value, object)) return undefined;
    const args = argumentsFor(rule, value, object);
    const holds = (item: unknown): boolean =>
      accepts(item) === true || validator.validate(item, args) === true;
    if (elementsOf(rule, value).every(holds)) return undefined;
    const text = refusalText(rule, validator, args);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- it never leaves this folder
    if (text === undefined) throw NOT_KNOWN;
    return text;
  };
}

function unknownWords(rule: RuleMetadata): RuleJudge {
  const holds = askWithObject(rule);
  return (value, object) => {
    if (isPassedOver(rule, value, object)) return undefined;
    for (const item of elementsOf(rule, value)) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
      if (!holds(item, object, value)) throw NOT_KNOWN;
    }
    return undefined;
  };
}

const isPassedOver = ({ validateIf }: RuleMetadata, value: unknown, object: object): boolean =>
  validateIf !== undefined && !validateIf(object, value);

/** What the rule is asked about; `each` without a container is about the value itself. */
function elementsOf({ each }: RuleMetadata, value: unknown): readonly unknown[] {
  if (!each) return [value];
  if (Array.isArray(value)) return value;
  return value instanceof Map || value instanceof Set ? [...value.values()] : [value];
}

const argumentsFor = (
  { propertyName, constraints }: RuleMetadata,
  value: unknown,
  object: object,
): RuleArguments => ({
  targetName: object.constructor.name,
  property: propertyName,
  object,
  value,
  constraints: constraints as unknown[],
});
