import type { Decided } from "../database/index.js";
import {
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type CommandMessage,
  type PlatformDatabase,
  type StateChangeMetadata,
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
import { HostDatabase } from "./hostDatabase.js";
import type { Component } from "./instantiable.js";
import { InstanceSlot } from "./instances.js";
import { limitsOf } from "./limits.js";

/** Large bodies count for several calls: so many bytes leave as much garbage as a small command. */
const BODY_A_CALL = 10_000;

/** A state change's component, ready to decide. */
export interface StateChangeComponent {
  /** The SHA-256 of the component's bytes, where it was loaded from a build. */
  readonly componentHash?: string;
  /** @throws StateChangeError when the command is refused; a trap is `internal`. */
  readonly decide: (
    database: PlatformDatabase,
    command: CommandMessage,
    metadata: StateChangeMetadata,
  ) => Decided;
}

/** A state change over a component that is loaded already. */
export function stateChangeOf(component: Component): StateChangeComponent {
  const slot = new InstanceSlot<[HostDatabase, WitCommand, WitStateChangeMetadata], WitDecision>(
    component,
    "decide",
    limitsOf(component.engine).callsAnInstance,
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
      const [events, conditions] = retried(
        () => call(...args),
        (trap) => slot.reasonOf(trap),
      );
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
function retried(decide: () => WitDecision, reasonOf: (trap: unknown) => string): WitDecision {
  try {
    return decide();
  } catch (error) {
    if (StateChangeError.is(error) && !isOutOfMemory(error)) throw error;
  }
  try {
    return decide();
  } catch (error) {
    if (StateChangeError.is(error)) throw error;
    throw StateChangeError.internal(reasonOf(error), { cause: error });
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
