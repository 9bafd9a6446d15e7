import { isLoopback } from "../auth.js";
import { GrpcCode, ServerError } from "../status.js";

/**
 * On loopback, whoever gets a browser to ask counts as local: a name of the internet that resolves to
 * 127.0.0.1 (DNS rebinding), or a page of another site. Neither can forge `Host` and `Origin`.
 * @throws ServerError for a host or an origin that is not of this machine.
 */
export function checkLocal(headers: Headers): void {
  const host = headers.get("host");
  if (host !== null && !isLoopback(hostName(host)))
    throw forbidden(`this server is called localhost or 127.0.0.1, not ${short(host)}`);
  const origin = headers.get("origin");
  if (origin !== null && !isLocalOrigin(origin))
    throw forbidden(`pages of ${short(origin)} may not use this server`);
}

const hostName = (host: string): string => host.replace(/:\d+$/, "");

function isLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}

const short = (text: string): string => JSON.stringify(text.slice(0, 100));

const forbidden = (message: string): ServerError =>
  new ServerError({ grpc: GrpcCode.PERMISSION_DENIED, http: 403, kind: "foreign-origin" }, message);
