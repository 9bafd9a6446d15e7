import { ClientError } from "../client/clientError.js";
import { StateChangeError, type Violation } from "../domain/index.js";

/** Why a server did not do what it was asked for, for people and for programs. */
export interface CallFailure {
  /** `refused-` and the kind of the refusal, or the code of the client's error. */
  readonly code: string;
  readonly message: string;
  /** Which rules a command breaks, where it is known. */
  readonly violations?: readonly Violation[];
}

/** `undefined` for what is no failure of a call. */
export function callFailure(error: unknown): CallFailure | undefined {
  if (StateChangeError.is(error)) {
    const { kind, message, cause } = error;
    return { code: `refused-${kind}`, message, ...violationsIn(cause) };
  }
  if (!ClientError.is(error)) return undefined;
  return { code: error.code, message: error.message };
}

function violationsIn(cause: unknown): Pick<CallFailure, "violations"> {
  if (typeof cause !== "object" || cause === null || !("violations" in cause)) return {};
  return { violations: cause.violations as readonly Violation[] };
}
