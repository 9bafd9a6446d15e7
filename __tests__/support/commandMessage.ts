import {
  CommandHeaders,
  Timestamp,
  type CommandMessage,
  type StateChangeMetadata,
} from "../../src/domain/index.js";
import { jsonBytes } from "./stateContent.js";

export const RECEIVED_AT = new Timestamp(1_750_000_000n, 123_456_789);

/** A command with a JSON body. */
export function jsonCommand(json: unknown): CommandMessage {
  return commandMessage(jsonBytes(json));
}

export function commandMessage(
  body: Uint8Array | undefined,
  contentType = "application/json",
): CommandMessage {
  return { body, contentType, contentSchema: undefined };
}

export function commandMetadata(stateChangeName: string): StateChangeMetadata {
  return {
    stateChangeName,
    stateChangeVersion: 3n,
    lastSeenRevision: 6n,
    commandReceivedAt: RECEIVED_AT,
    headers: new CommandHeaders([["X-Owner", "ada"]]),
  };
}
