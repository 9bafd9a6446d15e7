import { DatabaseError, type DatabaseErrorCode } from "../database/index.js";
import {
  messageOf,
  StateChangeError,
  StateViewError,
  type StateChangeErrorKind,
} from "../domain/index.js";

/** gRPC's status codes that this server answers with, by their numbers. */
export const GrpcCode = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcCode = (typeof GrpcCode)[keyof typeof GrpcCode];

/** What a request that failed is answered with, over either protocol. */
export interface Status {
  readonly grpc: GrpcCode;
  readonly http: number;
  /** A word for programs: the last part of a problem's type. */
  readonly kind: string;
  readonly message: string;
}

/** A request that this server refuses by itself, before the platform is asked. */
export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly status: Status;

  constructor(status: Omit<Status, "message">, message: string) {
    super(message);
    this.status = { ...status, message };
  }
}

type Codes = Omit<Status, "message">;

const OF_DATABASE: Readonly<Record<DatabaseErrorCode, Codes>> = {
  "not-found": { grpc: GrpcCode.NOT_FOUND, http: 404, kind: "not-found" },
  "already-exists": { grpc: GrpcCode.ALREADY_EXISTS, http: 409, kind: "already-exists" },
  "invalid-argument": { grpc: GrpcCode.INVALID_ARGUMENT, http: 400, kind: "invalid-argument" },
  "invalid-event": { grpc: GrpcCode.INVALID_ARGUMENT, http: 400, kind: "invalid-event" },
  // Clients read ALREADY_EXISTS as "the database exists".
  "duplicate-event": { grpc: GrpcCode.INVALID_ARGUMENT, http: 409, kind: "duplicate-event" },
  "condition-violated": {
    grpc: GrpcCode.FAILED_PRECONDITION,
    http: 412,
    kind: "condition-violated",
  },
  "write-conflict": { grpc: GrpcCode.ABORTED, http: 409, kind: "write-conflict" },
  unavailable: { grpc: GrpcCode.UNAVAILABLE, http: 503, kind: "unavailable" },
};

/**
 * The platform answers a refused command with FAILED_PRECONDITION, whatever the kind: clients read
 * NOT_FOUND as "there is no such state change", and show the message of this one.
 */
const OF_REFUSAL: Readonly<Record<StateChangeErrorKind, Codes>> = {
  validation: { grpc: GrpcCode.FAILED_PRECONDITION, http: 422, kind: "refused-validation" },
  conflict: { grpc: GrpcCode.FAILED_PRECONDITION, http: 409, kind: "refused-conflict" },
  "not-found": { grpc: GrpcCode.FAILED_PRECONDITION, http: 404, kind: "refused-not-found" },
  unauthorized: { grpc: GrpcCode.FAILED_PRECONDITION, http: 403, kind: "refused-unauthorized" },
  internal: { grpc: GrpcCode.INTERNAL, http: 500, kind: "refused-internal" },
};

const INVALID: Codes = { grpc: GrpcCode.INVALID_ARGUMENT, http: 400, kind: "invalid-argument" };
const INTERNAL: Codes = { grpc: GrpcCode.INTERNAL, http: 500, kind: "internal" };

/** What a failure is answered with: one table for both protocols. */
export function statusOf(error: unknown): Status {
  if (error instanceof ServerError) return error.status;
  if (error instanceof DatabaseError) return { ...OF_DATABASE[error.code], message: error.message };
  if (StateChangeError.is(error))
    return { ...OF_REFUSAL[error.kind], message: `${error.kind}: ${error.message}` };
  if (error instanceof StateViewError)
    return { ...INTERNAL, kind: "state-view-failed", message: error.message };
  // Conversions of what was sent say with it what is wrong.
  if (error instanceof RangeError) return { ...INVALID, message: error.message };
  return { ...INTERNAL, message: `the server failed: ${messageOf(error)}` };
}
