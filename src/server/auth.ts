import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { GrpcCode, ServerError } from "./status.js";

/** Reads a header of a request, whatever the protocol. */
export type HeaderOf = (name: string) => string | undefined;

/** Who calls, by the names of attributes; throws for those who may not. */
export type PrincipalOf = (headers: HeaderOf) => ReadonlyMap<string, string>;

/** Headers of development, and the attributes of a principal that they are. */
const DEVELOPMENT: Readonly<Record<string, string>> = {
  "x-dev-subject": "subject",
  "x-dev-email": "email",
  "x-dev-display-name": "display_name",
  "x-dev-grants": "grants",
};

/** Headers that say who calls; they are nobody else's business. */
export const CREDENTIALS: readonly string[] = [
  "authorization",
  "proxy-authorization",
  "cookie",
  ...Object.keys(DEVELOPMENT),
];

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (name === "localhost" || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/**
 * Who may call: with a token, whoever has it; without one, everybody on this machine. What development
 * headers say is believed on loopback alone.
 */
export function principalOf(host: string, token: string | undefined): PrincipalOf {
  const local = isLoopback(host);
  return (header) => {
    if (token !== undefined && !isBearer(header("authorization"), token))
      throw unauthenticated("a bearer token is needed: authorization: Bearer …");
    const attributes = new Map<string, string>();
    for (const [name, attribute] of Object.entries(DEVELOPMENT)) {
      const value = header(name);
      if (value === undefined) continue;
      if (!local) throw unauthenticated(`${name} is believed on loopback alone`);
      attributes.set(attribute, value);
    }
    return attributes;
  };
}

function isBearer(authorization: string | undefined, token: string): boolean {
  const given = /^bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? "";
  // Hashes have one length, so that the time of the comparison tells nothing of either.
  return timingSafeEqual(sha256(given), sha256(token));
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();

const unauthenticated = (message: string): ServerError =>
  new ServerError({ grpc: GrpcCode.UNAUTHENTICATED, http: 401, kind: "unauthenticated" }, message);
