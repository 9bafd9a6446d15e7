import { describe } from "../../domain/index.js";

/** Where a server listens. */
export interface GrpcAddress {
  /** Host and port, as grpc-js takes them. */
  readonly target: string;
  readonly secure: boolean;
  /** For messages. */
  readonly shown: string;
}

const BARE = /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i;

/**
 * `http://host:port` without TLS, `https://host` with it; `host:port` as the former.
 * @throws TypeError for anything else.
 */
export function grpcAddress(given: string): GrpcAddress {
  const url = URL.canParse(given) && !BARE.test(given) ? new URL(given) : undefined;
  if (BARE.test(given)) return { target: given, secure: false, shown: given };
  if (url === undefined || !(url.protocol === "http:" || url.protocol === "https:"))
    throw new TypeError(
      `${describe(given)} is no address of a server; expected http://host:port, https://host or host:port`,
    );
  if (url.pathname !== "/" || url.search !== "" || url.username !== "" || url.password !== "")
    throw new TypeError(
      `${describe(given)} has more than gRPC can use; expected only the scheme, the host and the port`,
    );
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? "443" : "80") : url.port;
  return { target: `${url.hostname}:${port}`, secure, shown: `${url.protocol}//${url.host}` };
}
