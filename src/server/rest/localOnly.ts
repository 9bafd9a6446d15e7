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

/** What a browser asks before it lets a page read an answer; `undefined` where no page of this machine asks. */
export function corsHeaders(headers: Headers): Readonly<Record<string, string>> | undefined {
  const origin = headers.get("origin");
  if (origin === null || !isLocalOrigin(origin)) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers":
      "etag, content-schema, evidentsource-revision, evidentsource-last-modified-revision, evidentsource-last-modified",
    vary: "origin",
  };
}

/** The answer to a browser that asks whether a page of this machine may send a request (Fetch, "CORS-preflight"). */
export function preflight(headers: Headers): Response {
  checkLocal(headers);
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(headers),
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-headers": headers.get("access-control-request-headers") ?? "",
      "access-control-max-age": "600",
    },
  });
}
