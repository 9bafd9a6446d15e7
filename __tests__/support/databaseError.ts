import type { DatabaseErrorCode } from "../../src/database/index.js";

/** A `DatabaseError`, for `toThrow`: its code, and what its message is or contains. */
export function databaseError(
  code: DatabaseErrorCode,
  message: string | { readonly containing: string },
): Error {
  return expect.objectContaining({
    name: "DatabaseError",
    code,
    message:
      typeof message === "string"
        ? message
        : (expect.stringContaining(message.containing) as string),
  }) as Error;
}
