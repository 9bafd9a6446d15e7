import type { Head, Transaction } from "../../database/index.js";

/** What became of a transaction of a group. */
export type Appended =
  | { readonly ok: true; readonly transaction: Transaction; readonly isNew: boolean }
  | { readonly ok: false; readonly error: unknown };

/** What became of a group, and where the log ended then. */
export interface AppendedGroup {
  readonly results: readonly Appended[];
  readonly head: Head;
}
