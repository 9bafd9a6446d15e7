import type { SqlValue } from "./sqlValue.js";

/** The parameters of a statement, by number; the first is the number of the database. */
export class Parameters {
  readonly values: SqlValue[];

  constructor(database: number) {
    this.values = [database];
  }

  /** The place of a value in the statement. */
  add(value: SqlValue): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }
}
