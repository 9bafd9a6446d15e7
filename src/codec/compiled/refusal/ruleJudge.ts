import { constraintsOf, type RuleArguments, type RuleMetadata } from "../../classValidator.js";
import { ruleCode } from "../rules/knownRule.js";
import { expressionOf } from "../rules/ruleCode.js";
import { askWithObject } from "../rules/validators.js";
import { Constants } from "../source/constants.js";
import { notKnown } from "./notKnown.js";
import { fixedText, refusalText, type RuleValidator } from "./refusalText.js";

/** How class-validator judges by a rule. */
export interface RuleJudge {
  /** What it says of every value that breaks the rule, where that is one text. */
  readonly fixed: string | undefined;
  /** Gives what it says of a property's value that breaks the rule, and `undefined` of one that keeps it. */
  readonly judge: (value: unknown, object: object) => string | undefined;
  /** Its validator's own verdict, of a rule that looks at nothing but the value and its arguments. */
  readonly asks: (value: unknown) => boolean;
}

/**
 * Of class-validator's own rules the words are known as well as the meaning; whatever else does not hold is the
 * libraries' to explain.
 */
export function ruleJudge(rule: RuleMetadata): RuleJudge {
  const constants = new Constants();
  const code = ruleCode(rule, constants);
  if (code === undefined) return { fixed: undefined, judge: unknownWords(rule), asks: () => false };
  const validator = constraintsOf(rule)[0]?.instance as RuleValidator;
  // A rule that has code looks at nothing but the value and its arguments.
  const told = argumentsFor(rule, undefined, {});
  const asks = (item: unknown): boolean => validator.validate(item, told) === true;
  const holds = code.exact ? asks : unlessAccepted(expressionOf(code), constants, asks);
  const fixed = fixedText(rule, validator);
  const textFor = (value: unknown, object: object): string =>
    fixed ?? refusalText(rule, validator, argumentsFor(rule, value, object)) ?? notKnown();
  const isSimple = !rule.each && rule.validateIf === undefined;
  return {
    fixed,
    asks,
    judge: isSimple
      ? (value, object) => (holds(value) ? undefined : textFor(value, object))
      : (value, object) =>
          isPassedOver(rule, value, object) || elementsOf(rule, value).every(holds)
            ? undefined
            : textFor(value, object),
  };
}

/** What takes long is asked only where the code does not know. */
function unlessAccepted(
  code: string,
  constants: Constants,
  asks: RuleJudge["asks"],
): RuleJudge["asks"] {
  const accepts = constants.evaluate(["x"], `return ${code};`);
  return (item) => accepts(item) === true || asks(item);
}

function unknownWords(rule: RuleMetadata): RuleJudge["judge"] {
  const holds = askWithObject(rule);
  return (value, object) => {
    if (isPassedOver(rule, value, object)) return undefined;
    for (const item of elementsOf(rule, value)) {
      if (!holds(item, object, value)) notKnown();
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
