import { DatabaseError } from "../../database/index.js";

/** Where a PostgreSQL is, and what people may see of it. */
export interface Address {
  readonly url: string;
  /** Without password. */
  readonly where: string;
  readonly password: string;
}

/** @throws DatabaseError `invalid-argument`, without what was given: a password may be part of it. */
export function addressOf(url: string): Address {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new DatabaseError(
      "invalid-argument",
      "the address of PostgreSQL is no URL; say for example postgres://user:password@localhost:5432/events, with `%` before the hexadecimal code of special characters in the password",
    );
  }
  const password = decoded(parsed.password) || (parsed.searchParams.get("password") ?? "");
  parsed.password = "";
  for (const secret of ["password", "sslpassword"]) parsed.searchParams.delete(secret);
  return { url, where: parsed.href, password };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
