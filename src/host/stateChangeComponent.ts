import {
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type AppendCondition,
  type CommandMessage,
  type PlatformDatabase,
  type ProspectiveEvent,
  type StateChangeMetadata,
  messageOf,
} from "../domain/index.js";
import {
  conditionFromWit,
  metadataToWit,
  prospectiveFromWit,
  type WitCommand,
  type WitDecision,
  type WitStateChangeError,
  type WitStateChangeMetadata,
} from "../wasm/wit/index.js";
import { loadComponent, type ComponentOptions } from "./component.js";
import { HostDatabase } from "./hostDatabase.js";
import { InstanceSlot } from "./instances.js";

/** More calls in one instance could leave the engine without memory under the platform's limit. */
const CALLS_AN_INSTANCE = 1_000;
/** Large bodies count for several calls: so many bytes leave as much garbage as a small command. */
const BODY_A_CALL = 10_000;

/** What a decision leads to. */
export interface ComponentDecision {
  /** What it appends. */
  readonly events: readonly ProspectiveEvent[];
  /** On what conditions it does. */
  readonly conditions: readonly AppendCondition[];
}

/** A state change's component, ready to decide. */
export interface StateChangeComponent {
  /** @throws StateChangeError when the command is refused; a trap is `internal`. */
  readonly decide: (
    database: PlatformDatabase,
    command: CommandMessage,
    metadata: StateChangeMetadata,
  ) => ComponentDecision;
}

/** Loads a state change's component. */
export async function loadStateChange(
  bytes: Uint8Array,
  options?: ComponentOptions,
): Promise<StateChangeComponent> {
  const component = await loadComponent(bytes, options);
  const slot = new InstanceSlot<[HostDatabase, WitCommand, WitStateChangeMetadata], WitDecision>(
    component,
    "decide",
    CALLS_AN_INSTANCE,
  );
  let facade = new HostDatabase();

  const call = (
    database: PlatformDatabase,
    command: WitCommand,
    metadata: WitStateChangeMetadata,
  ): WitDecision => {
    const decide = slot.take(1 + Math.floor((command.body?.length ?? 0) / BODY_A_CALL));
    facade.target = database;
    try {
      return decide(facade, command, metadata);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined || isOutOfMemory(refusal)) {
        slot.discard();
        // A trapped instance may still hold the old one.
        facade = new HostDatabase();
      }
      throw refusal ?? error;
    } finally {
      facade.target = undefined;
    }
  };

  return {
    decide: (database, { body, contentType, contentSchema }, metadata) => {
      const args = [
        database,
        { body, contentType, contentSchema },
        metadataToWit(metadata),
      ] as const;
      const [events, conditions] = retried(() => call(...args));
      return {
        events: events.map(prospectiveFromWit),
        conditions: conditions.map(conditionFromWit),
      };
    },
  };
}

/**
 * A decision changes nothing, so one that trapped or was out of memory is tried once more, in a fresh
 * instance: the first one may have been full of garbage.
 */
function retried(decide: () => WitDecision): WitDecision {
  try {
    return decide();
  } catch (error) {
    if (StateChangeError.is(error) && !isOutOfMemory(error)) throw error;
  }
  try {
    return decide();
  } catch (error) {
    if (StateChangeError.is(error)) throw error;
    const message = messageOf(error);
    throw StateChangeError.internal(`the component trapped: ${message}`, { cause: error });
  }
}

/** Engines throw it in these words, into code that may catch it. */
const isOutOfMemory = ({ kind, message }: StateChangeError): boolean =>
  kind === "internal" && message.includes("out of memory");

/** The refusal in what jco throws for an error result; `undefined` for a trap. */
function refusalOf(error: unknown): StateChangeError | undefined {
  const { payload } = (error ?? {}) as { payload?: Partial<WitStateChangeError> };
  const kind = STATE_CHANGE_ERROR_KINDS.find((candidate) => candidate === payload?.tag);
  return kind === undefined
    ? undefined
    : new StateChangeError(kind, String(payload?.val), { cause: error });
}
