import type {
  CommandMessage,
  ParameterBindings,
  RenderedStateView,
  StateChangeMetadata,
  Timestamp,
} from "../../domain/index.js";
import type { Catalog } from "./catalog.js";
import type { Decided } from "./decide.js";
import type { DefinitionStore } from "./definitionStore.js";
import type { EventStore } from "./eventStore.js";
import type { PublishedStateChange } from "./publishedStateChange.js";
import type { PublishedStateView } from "./publishedStateView.js";
import type { SnapshotStore } from "./snapshotStore.js";
import type { Snapshots } from "./snapshots.js";

/** The past that something runs on. */
export interface Pinned {
  readonly store: EventStore;
  /** At or before the store's head. */
  readonly revision: bigint;
  /** Only what takes effect at or before the instant; absent: everything. */
  readonly effectiveTimestamp?: Timestamp | undefined;
  /** The views that can be read. */
  readonly catalog: Catalog;
  /** States that need not be folded again, for a runner in this thread. */
  readonly snapshots?: Snapshots | undefined;
  /** Where components are found by their hashes, for a runner of components. */
  readonly definitions?: DefinitionStore | undefined;
  /** Where states outlive this process. */
  readonly snapshotStore?: SnapshotStore | undefined;
}

/** A value, or what one waits for. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Runs definitions: classes in this process, components in this process, components in a pool of
 * workers, or a server. A whole decision runs in one place, with every view that it reads.
 */
export interface Runner {
  /** What runs, for people: `in process`. */
  readonly name: string;

  /**
   * Decides a command at the pinned revision; nothing is committed.
   * @throws StateChangeError when the command is refused, or its guest fails.
   */
  decide(
    change: PublishedStateChange,
    at: Pinned,
    command: CommandMessage,
    metadata: StateChangeMetadata,
  ): Awaitable<Decided>;

  /**
   * A view's state at the pinned revision; `undefined` when nothing was ever folded.
   * @throws DatabaseError for parameters that do not fit, StateViewError when the fold stops.
   */
  render(
    view: PublishedStateView,
    at: Pinned,
    parameters: ParameterBindings,
  ): Awaitable<RenderedStateView | undefined>;
}

/** A runner in this thread, which answers at once. */
export interface LocalRunner extends Runner {
  decide(...args: Parameters<Runner["decide"]>): Decided;
  render(...args: Parameters<Runner["render"]>): RenderedStateView | undefined;
}
