import {
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type StateChangeErrorKind,
} from "../domain/index.js";
import { ClientError, type ClientErrorCode } from "./clientError.js";

/** Codes that the server says in other words, or that are no code of this client's. */
const CODES: Readonly<Record<string, ClientErrorCode>> = {
  unavailable: "unavailable",
  "deadline-exceeded": "deadline-exceeded",
  "not-found": "not-found",
  "unknown-path": "unimplemented",
  "already-exists": "already-exists",
  "condition-violated": "condition-violated",
  "write-conflict": "write-conflict",
  "duplicate-event": "duplicate-event",
  "invalid-event": "invalid-event",
  "invalid-argument": "invalid-argument",
  unauthenticated: "unauthenticated",
  forbidden: "forbidden",
  "foreign-origin": "forbidden",
  "state-view-failed": "state-view-failed",
  "too-long": "too-long",
  "too-many-requests": "too-many-requests",
  "too-many-streams": "too-many-requests",
  unimplemented: "unimplemented",
  "method-not-allowed": "unimplemented",
};

const REFUSED = /^refused-(.+)$/;

/** The error for a failure's word and message, as the server sends them over either protocol. */
export function failureOf(word: string, message: string, options?: ErrorOptions): Error {
  const refusal = kindOf(REFUSED.exec(word)?.[1]);
  if (refusal === undefined) return new ClientError(codeOf(word), message, options);
  const prefix = `${refusal}: `;
  const own = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return new StateChangeError(refusal, own, options);
}

const codeOf = (word: string): ClientErrorCode =>
  (Object.hasOwn(CODES, word) ? CODES[word] : undefined) ?? "internal";

const kindOf = (word: string | undefined): StateChangeErrorKind | undefined =>
  STATE_CHANGE_ERROR_KINDS.find((kind) => kind === word);

/** For a server that says of a refusal only its message, which begins with the kind. */
export function refusalIn(message: string): StateChangeError | undefined {
  const kind = kindOf(/^([a-z-]+): /.exec(message)?.[1]);
  return kind && new StateChangeError(kind, message.slice(kind.length + 2));
}
