import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { failureOf, refusalIn } from "../failure.js";

const KIND: Readonly<Record<number, string>> = {
  // Of a call that its caller has not cancelled: the server went away.
  [status.CANCELLED]: "unavailable",
  [status.INVALID_ARGUMENT]: "invalid-argument",
  [status.DEADLINE_EXCEEDED]: "deadline-exceeded",
  [status.NOT_FOUND]: "not-found",
  [status.ALREADY_EXISTS]: "already-exists",
  [status.PERMISSION_DENIED]: "forbidden",
  [status.RESOURCE_EXHAUSTED]: "too-long",
  // Of a server that does not say more, a state change alone answers with it but for violated conditions.
  [status.FAILED_PRECONDITION]: "condition-violated",
  [status.ABORTED]: "write-conflict",
  [status.UNIMPLEMENTED]: "unimplemented",
  [status.UNAVAILABLE]: "unavailable",
  [status.UNAUTHENTICATED]: "unauthenticated",
};

/** How grpc-js tells of a connection that ended within an answer. */
const WAS_CUT_OFF = /^Received RST_STREAM with code [0-8]\b/;

/** What a call that failed says: the server's own word where it sends one, and else the status code. */
export function errorOf(error: unknown, address: string): Error {
  if (!isServiceError(error)) return error instanceof Error ? error : new Error(String(error));
  const { code, details, metadata } = error;
  const [word] = metadata instanceof Metadata ? metadata.get("evidentsource-error") : [];
  if (word !== undefined) return failureOf(String(word), details, { cause: error });
  const refusal = code === status.FAILED_PRECONDITION ? refusalIn(details) : undefined;
  if (refusal !== undefined) return refusal;
  const kind = WAS_CUT_OFF.test(details) ? "unavailable" : (KIND[code] ?? "internal");
  const message =
    kind === "unavailable"
      ? `${address} cannot be reached: ${details}`
      : `${address}: ${details} (${status[code]})`;
  return failureOf(kind, message, { cause: error });
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && "code" in error && "details" in error;
