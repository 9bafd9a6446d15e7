import {
  getMetadataStorage,
  validateSync,
  type ValidationArguments,
  type ValidationError,
  type ValidatorOptions,
} from "class-validator";
import type { Class } from "../domain/index.js";

/** How strictly a class's instances are checked. */
export type Strictness =
  /** Commands: properties without a rule are refused. */
  | "strict"
  /** Stored data: properties that the class does not know are kept. */
  | "tolerant";

/** What a rule is told beside the value. */
export type RuleArguments = ValidationArguments;

/** One rule on one property as class-validator keeps it. */
export type RuleMetadata = ReturnType<
  ReturnType<typeof getMetadataStorage>["getTargetValidationMetadatas"]
>[number];

/** The rules of a class, inherited ones among them. */
export function rulesOf(target: Class): readonly RuleMetadata[] {
  return getMetadataStorage().getTargetValidationMetadatas(target, "", false, false);
}

/** The validators of a rule; the library's own rules have one each. */
export function constraintsOf(
  rule: RuleMetadata,
): ReturnType<ReturnType<typeof getMetadataStorage>["getTargetValidatorConstraints"]> {
  return getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
}

/** Every option explicitly, so that no default of another release changes what is valid. */
function optionsFor(strictness: Strictness, hasRules: boolean): ValidatorOptions {
  return {
    enableDebugMessages: false,
    skipUndefinedProperties: false,
    skipNullProperties: false,
    skipMissingProperties: false,
    whitelist: strictness === "strict",
    forbidNonWhitelisted: strictness === "strict",
    always: false,
    strictGroups: false,
    dismissDefaultMessages: false,
    validationError: { target: false, value: false },
    // A class without rules is not an unknown value: it has no data to check.
    forbidUnknownValues: hasRules,
    stopAtFirstError: false,
  };
}

/** class-validator's verdict on an instance. */
export function validationErrors(
  instance: object,
  target: Class,
  strictness: Strictness,
): ValidationError[] {
  return validateSync(instance, optionsFor(strictness, rulesOf(target).length > 0));
}
