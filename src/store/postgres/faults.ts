import { DatabaseError } from "../../database/index.js";
import { messageOf } from "../../domain/index.js";

/**
 * SQLSTATEs after which the same may be tried on another connection: the server went away, restarts,
 * was made a replica (25006), or ended the session or the transaction for reasons of its own.
 */
const PASSING = /^(08...|57P0[1-5]|25006|25P0[34]|40001|40P01|53300)$/;

/** Whether nothing is known of what was under way, or another try may succeed. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DatabaseError) return false;
  const code = (error as { code?: unknown } | undefined)?.code;
  // Errors of PostgreSQL have five characters, those of the network are words or nothing.
  if (typeof code === "string" && code.length === 5 && /^[0-9A-Z]{5}$/.test(code))
    return PASSING.test(code);
  return error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError);
}

/** `undefined_table`, `invalid_schema_name`: there is nothing of this program yet. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return code === "42P01" || code === "3F000";
}

/** What is told of a fault; whoever reads it sees no password. */
export function unavailable(what: string, error: unknown, password: string): DatabaseError {
  const { code } = (error ?? {}) as { code?: unknown };
  const reason = messageOf(error) || (typeof code === "string" ? code : "it gave no reason");
  const said = password === "" ? reason : reason.replaceAll(password, "…");
  // What pg throws names neither the address nor its password, but its text may.
  return new DatabaseError("unavailable", `${what}: ${said}`, {
    ...(said === reason && { cause: error }),
  });
}
