import { InvalidPayloadError, JsonError } from "../codec/index.js";
import { StateViewError } from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { describeFailure } from "./failure.js";

/** Says of a view's state what went wrong, and why. */
export function stateError(
  { name }: StateViewDefinition,
  what: string,
  cause: unknown,
): StateViewError {
  const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
  const reason = `${what}: ${known ? cause.message : describeFailure(cause)}`;
  return new StateViewError({ view: name, at: "state", reason }, { cause });
}
