import type {
  AppendCondition,
  CommandMessage,
  PlatformDatabase,
  ProspectiveEvent,
  StateChangeMetadata,
} from "../../domain/index.js";
import type { PublishedStateChange } from "./publishedStateChange.js";

/** What a decision leads to. */
export interface Decided {
  /** What it appends. */
  readonly events: readonly ProspectiveEvent[];
  /** On what conditions it does. */
  readonly conditions: readonly AppendCondition[];
}

/**
 * Decides a command by what it reads; nothing is changed by it.
 * @throws StateChangeError when the command is refused.
 */
export type Decide = (
  change: PublishedStateChange,
  database: PlatformDatabase,
  command: CommandMessage,
  metadata: StateChangeMetadata,
) => Decided;
