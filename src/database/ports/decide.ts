import type {
  AppendCondition,
  CommandMessage,
  PlatformDatabase,
  ProspectiveEvent,
  StateChangeMetadata,
} from "../../domain/index.js";
import type { PublishedStateChange } from "./publishedStateChange.js";
import type { Read } from "./read.js";

/** What a decision leads to. */
export interface Decided {
  /** What it appends. */
  readonly events: readonly ProspectiveEvent[];
  /** On what conditions it does. */
  readonly conditions: readonly AppendCondition[];
  /** What was read for it, where the runner takes notes. */
  readonly reads?: readonly Read[] | undefined;
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
