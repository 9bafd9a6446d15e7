import type { RuleArguments, RuleMetadata } from "../../classValidator.js";

/** A rule's validator as class-validator keeps it. */
export interface RuleValidator {
  readonly validate: (value: unknown, args: RuleArguments) => unknown;
  readonly defaultMessage?: (args: RuleArguments) => string;
}

/**
 * What class-validator says of a value that breaks the rule, or `undefined` where the text is an author's
 * function: the rule's own message or the one that its decorator was given, with what stands for its tokens.
 */
export function refusalText(
  rule: RuleMetadata,
  validator: RuleValidator,
  args: RuleArguments,
): string | undefined {
  const template = templateOf(rule, validator, args);
  return template === undefined ? undefined : withTokens(template, args);
}

/** The same where it is one text for all values, and nothing that it says can change later. */
export function fixedText(rule: RuleMetadata, validator: RuleValidator): string | undefined {
  const { propertyName: property, constraints } = rule;
  // What is not known yet stands for itself.
  const told: RuleArguments = {
    targetName: TARGET,
    property,
    object: {},
    value: undefined,
    constraints: constraints as unknown[],
  };
  const read = new Set<string | symbol>();
  const watched = new Proxy(told, {
    get: (target, key) => (read.add(key), Reflect.get(target, key) as unknown),
  });
  const template = templateOf(rule, validator, watched);
  if (template === undefined || ![...read].every((key) => key === "constraints")) return undefined;
  const saysConstraints = read.size > 0 || template.includes("$constraint");
  if (saysConstraints && !isUnchanging(constraints)) return undefined;
  const text = withTokens(template, told);
  return text?.includes(VALUE) === true || text?.includes(TARGET) === true ? undefined : text;
}

const [VALUE, TARGET] = ["$value", "$target"];

/** Arrays and enums are the author's, who may fill them later. */
const isUnchanging = (constraints: unknown): boolean =>
  !Array.isArray(constraints) ||
  constraints.every((each) => each === null || (typeof each !== "object" && !isFunction(each)));

const isFunction = (value: unknown): boolean => typeof value === "function";

function templateOf(
  { message }: RuleMetadata,
  validator: RuleValidator,
  args: RuleArguments,
): string | undefined {
  if (typeof message === "function") return undefined;
  const template: unknown = message || validator.defaultMessage?.(args);
  return typeof template === "string" ? template : undefined;
}

/**
 * In class-validator's order: what stands for one token may hold another. It goes by patterns, which take longer;
 * the outcome is the same, `$&` in a replacement included.
 */
function withTokens(
  template: string,
  { constraints, value, property, targetName }: RuleArguments,
): string | undefined {
  let text = template;
  if (Array.isArray(constraints) && text.includes("$constraint")) {
    // Releases differ in what they make of a symbol.
    if (constraints.some((constraint) => typeof constraint === "symbol")) return undefined;
    for (const [index, constraint] of (constraints as readonly unknown[]).entries()) {
      text = text.replaceAll(`$constraint${String(index + 1)}`, textOfConstraint(constraint));
    }
  }
  if (text.includes(VALUE) && hasText(value)) text = text.replaceAll(VALUE, String(value));
  if (text.includes("$property")) text = text.replaceAll("$property", property);
  if (text.includes(TARGET)) text = text.replaceAll(TARGET, targetName);
  return text;
}

const textOfConstraint = (constraint: unknown): string =>
  Array.isArray(constraint) ? constraint.join(", ") : String(constraint);

const hasText = (value: unknown): value is string | number | boolean =>
  ["string", "boolean", "number"].includes(typeof value);
