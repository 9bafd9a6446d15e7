import type { Class } from "../../../domain/index.js";
import type { TransformMetadata } from "../../classTransformer.js";
import type { RuleMetadata, Strictness } from "../../classValidator.js";

/** What becomes of a property's value in JSON, before its rules are asked. */
export type Conversion =
  | { readonly kind: "none" }
  | { readonly kind: "scalar"; readonly to: "string" | "number" | "boolean" | "date" }
  | { readonly kind: "class"; readonly target: Class; readonly discriminator?: DiscriminatorPlan };

export interface DiscriminatorPlan {
  readonly property: string;
  /** In the author's order: of two with one name, or of one class, the first counts. */
  readonly subTypes: readonly { readonly name: string; readonly target: Class }[];
  readonly kept: boolean;
}

/** What an array of JSON, or an object with any keys, becomes. */
export type Container = "array" | "set" | "map" | "none";

export interface PropertyPlan {
  readonly property: string;
  readonly wireName: string;
  readonly exposed: boolean;
  readonly conversion: Conversion;
  readonly container: Container;
  readonly toClass: readonly TransformMetadata[];
  readonly toPlain: readonly TransformMetadata[];
  readonly excluded: { readonly toClass: boolean; readonly toPlain: boolean };
  /** `@IsOptional`: neither null nor undefined is checked. */
  readonly optional: boolean;
  /** `@ValidateIf` */
  readonly conditions: readonly ((object: unknown, value: unknown) => unknown)[];
  /** `@ValidateNested` */
  readonly nested: boolean;
  /** Rules with validators. */
  readonly rules: readonly RuleMetadata[];
  /** Whether any decorator of class-validator stands on it. */
  readonly whitelisted: boolean;
  /** What a fresh instance has here. */
  readonly initially: "absent" | "undefined" | "value" | "function";
}

/** All that the decorators say of a class. */
export interface ClassPlan {
  readonly target: Class;
  readonly hasRules: boolean;
  readonly properties: readonly PropertyPlan[];
}

/** How instances are checked; nested ones without `@ValidateNested` are not. */
export type Mode = Strictness | "unchecked";
