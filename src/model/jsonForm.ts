import type { JsonSchema } from "./jsonSchema.js";

/** What stands in JSON for the value of a property, as far as its class tells. */
export interface JsonForm {
  /**
   * `bigint` is text of digits, or a whole number; `timestamp` is RFC 3339 text; `date` is written as such,
   * and read from whatever JavaScript makes a date of; `converted` is whatever the author's code, or `@Type`,
   * makes a value of: there the rules say nothing of JSON. `encoded` is what the schema of a codec says.
   * `declared` is what the property's type says, as it is written in the source: a schema of what is written,
   * while the rules alone say what is read.
   */
  readonly value:
    | "string"
    | "number"
    | "boolean"
    | "bigint"
    | "timestamp"
    | "date"
    | "object"
    | "converted"
    | "encoded"
    | "declared";
  /** Present where there are many: a list, or an object with any names. */
  readonly many?: "list" | "map";
  /** Present where a property of an object says of which of several classes it is. */
  readonly oneOf?: ChosenClass;
  /** Of what `@Type` converts: what is written for it. */
  readonly writes?: "string" | "number" | "boolean";
  /** Of `encoded` each value's, of `declared` that of the whole, without `null`. */
  readonly schema?: JsonSchema;
}

/** How a value says of which class it is. */
export interface ChosenClass {
  /** The property in JSON that says it. */
  readonly property: string;
  /** What it holds for each class, by the class's name. */
  readonly classes: readonly { readonly name: string; readonly type: string }[];
}

/** What a state's JSON has of a property, beside its value. */
export interface StateForm {
  /** Present where a new instance has a value: then every state has one. */
  readonly always?: true;
  /** Whether `null` may be in its place; absent where nothing tells. */
  readonly orNull?: boolean;
  /** Present where `null` may be one of its values. */
  readonly valuesOrNull?: true;
}
