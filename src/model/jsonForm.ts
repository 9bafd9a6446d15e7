/** What stands in JSON for the value of a property, as far as its class tells. */
export interface JsonForm {
  /**
   * `bigint` is text of digits, or a whole number; `timestamp` is RFC 3339 text; `date` is written as such,
   * and read from whatever JavaScript makes a date of; `converted` is whatever the author's code, or `@Type`,
   * makes a value of: there the rules say nothing of JSON.
   */
  readonly value:
    "string" | "number" | "boolean" | "bigint" | "timestamp" | "date" | "object" | "converted";
  /** Present where there are many: a list, or an object with any names. */
  readonly many?: "list" | "map";
  /** Present where a property of an object says of which of several classes it is. */
  readonly oneOf?: ChosenClass;
}

/** How a value says of which class it is. */
export interface ChosenClass {
  /** The property in JSON that says it. */
  readonly property: string;
  /** What it holds for each class, by the class's name. */
  readonly classes: readonly { readonly name: string; readonly type: string }[];
}
