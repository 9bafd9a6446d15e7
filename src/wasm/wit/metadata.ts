import {
  CommandHeaders,
  type CommandMessage,
  type StateChangeMetadata,
} from "../../domain/index.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import type { WitCommand, WitStateChangeMetadata } from "./wit.js";

export function metadataFromWit(metadata: WitStateChangeMetadata): StateChangeMetadata {
  return {
    stateChangeName: metadata.stateChangeName,
    stateChangeVersion: metadata.stateChangeVersion,
    lastSeenRevision: metadata.lastSeenRevision,
    commandReceivedAt: timestampFromWit(metadata.commandReceivedAt),
    headers: new CommandHeaders(metadata.commandHeaders),
  };
}

export function metadataToWit(metadata: StateChangeMetadata): WitStateChangeMetadata {
  return {
    stateChangeName: metadata.stateChangeName,
    stateChangeVersion: metadata.stateChangeVersion,
    lastSeenRevision: metadata.lastSeenRevision,
    commandReceivedAt: timestampToWit(metadata.commandReceivedAt),
    commandHeaders: [...metadata.headers].map(([name, value]) => [name, value]),
  };
}

/** The record has the members of a message. */
export const commandFromWit = (command: WitCommand): CommandMessage => command as CommandMessage;
