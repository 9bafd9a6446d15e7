/** What stands in JSON for the value of a property, as far as its class tells. */
export interface JsonForm {
  /**
   * `bigint` is text of digits, or a whole number; `timestamp` is RFC 3339 text; `converted` is whatever
   * the author's code, or `@Type`, makes a value of: there the rules say nothing of JSON.
   */
  readonly value: "string" | "number" | "boolean" | "bigint" | "timestamp" | "object" | "converted";
  /** Present where there are many: a list, or an object with any names. */
  readonly many?: "list" | "map";
}
