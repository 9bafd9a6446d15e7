import { InvalidPayloadError } from "../../src/codec/index.js";
import type { Violation } from "../../src/domain/index.js";

/** The violations that the function throws; fails when it throws none. */
export function violationsIn(decode: () => unknown): readonly Violation[] {
  return invalidPayload(decode).violations;
}

/** The `InvalidPayloadError` that the function throws. */
export function invalidPayload(decode: () => unknown): InvalidPayloadError {
  try {
    decode();
  } catch (error) {
    if (error instanceof InvalidPayloadError) return error;
    throw error;
  }
  throw new Error("the payload was accepted");
}
