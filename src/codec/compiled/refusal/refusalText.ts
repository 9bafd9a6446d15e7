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
  { message }: RuleMetadata,
  validator: RuleValidator,
  args: RuleArguments,
): string | undefined {
  if (typeof message === "function") return undefined;
  const template: unknown = message || validator.defaultMessage?.(args);
  return typeof template === "string" ? withTokens(template, args) : undefined;
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
  if (text.includes("$value") && hasText(value)) text = text.replaceAll("$value", String(value));
  if (text.includes("$property")) text = text.replaceAll("$property", property);
  if (text.includes("$target")) text = text.replaceAll("$target", targetName);
  return text;
}

const textOfConstraint = (constraint: unknown): string =>
  Array.isArray(constraint) ? constraint.join(", ") : String(constraint);

const hasText = (value: unknown): value is string | number | boolean =>
  ["string", "boolean", "number"].includes(typeof value);
