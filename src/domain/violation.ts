/** One broken rule of a class. */
export interface Violation {
  /** Where, in the names of the JSON: `lines[0].amount`; empty for the whole. */
  readonly path: string;
  /** class-validator's name of the rule, such as `isPositive`; or one of this package's. */
  readonly rule: string;
  /** class-validator's own text. */
  readonly message: string;
}
