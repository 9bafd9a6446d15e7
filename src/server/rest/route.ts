import type { HostedDatabase, Platform } from "../../platform/index.js";
import type { HeaderOf } from "../auth.js";
import type { RequestLimits } from "../limits.js";

/** A request, with all that it is answered by. */
export interface RestCall {
  readonly platform: Platform;
  /** The parts of the path that stand in braces in the route's. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** One of them by its name. */
  readonly header: HeaderOf;
  /** The whole body. @throws ServerError for one that is too long. */
  readonly body: () => Promise<Uint8Array>;
  /** Aborted when the caller is gone, or the server stops. */
  readonly signal: AbortSignal;
  /** Who calls, as far as is known. */
  readonly principal: ReadonlyMap<string, string>;
  readonly limits: RequestLimits;
  /** How many event streams are open. */
  readonly streams: { open: number };
}

/** One operation: a method on a path. */
export interface RestRoute {
  /** Its name in the OpenAPI document, in metrics and in logs. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  /** The query parameters that it knows, with what they are expected to be; others are mistakes. */
  readonly query?: Readonly<Record<string, string>>;
  /** What another query parameter is expected to be; `undefined` for one that it does not take. */
  readonly takes?: (parameter: string) => string | undefined;
  /** What else to say of a parameter that it does not know. */
  readonly hint?: (parameter: string) => string;
  /** Whether its body is an upload, which may be longer. */
  readonly isUpload?: boolean;
  /** Whether it is answered without a token. */
  readonly isOpen?: boolean;
  answer(call: RestCall): Promise<Response> | Response;
}

export const API = "/api/v1";

/** The database that a path names. @throws DatabaseError `not-found`. */
export const databaseOf = ({ platform, path }: RestCall): Promise<HostedDatabase> =>
  platform.database(path["database"] ?? "");
