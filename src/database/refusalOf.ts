import { messageOf, StateChangeError, type StateChangeErrorKind } from "../domain/index.js";
import { DatabaseError, type DatabaseErrorCode } from "./databaseError.js";

/** What came in between is a conflict; everything else is no fault of the command's sender. */
const KIND_OF: Partial<Record<DatabaseErrorCode, StateChangeErrorKind>> = {
  "condition-violated": "conflict",
  "write-conflict": "conflict",
};

/** The refusal in whatever a command's course threw. What it was at first is its cause. */
export function refusalOf(error: unknown): StateChangeError {
  if (StateChangeError.is(error)) return error;
  const kind = error instanceof DatabaseError ? KIND_OF[error.code] : undefined;
  return new StateChangeError(kind ?? "internal", messageOf(error), { cause: error });
}
