import { describe } from "../domain/index.js";
import type { ConnectOptions } from "./client.js";

/** The headers that are sent with every call. @throws TypeError for a token that no header can carry. */
export function headersOf({
  token,
  headers = {},
}: ConnectOptions): Readonly<Record<string, string>> {
  if (token === undefined) return headers;
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token))
    throw new TypeError(
      `a token is a text of visible ASCII characters without spaces, got ${typeof token === "string" ? "another text" : describe(token)}`,
    );
  return { ...headers, authorization: `Bearer ${token}` };
}
