import { StateChangeError, type Class } from "../domain/index.js";
import {
  describeFailure,
  stateChange,
  validDefinitions,
  type StateChange,
} from "../runtime/index.js";
import { guestDatabase } from "./guestDatabase.js";
import { HandleScope } from "./handleScope.js";
import { commandFromWit, metadataFromWit } from "./metadata.js";
import { prospectiveToWit } from "./event.js";
import { conditionToWit } from "./selector.js";
import type {
  WitCommand,
  WitDatabase,
  WitDecision,
  WitStateChangeError,
  WitStateChangeMetadata,
} from "./wit.js";

/** The export of the world `state-change`. */
export type Decide = (
  db: WitDatabase,
  command: WitCommand,
  metadata: WitStateChangeMetadata,
) => WitDecision;

/**
 * The entry point of a component with these commands: decides for the state change that the metadata
 * names. Whatever happens, it answers or throws a plain `{ tag, val }`, which the engine returns as
 * the error; anything else would trap.
 * @throws DefinitionError while the module is evaluated, which fails the build.
 */
export function serveStateChanges(classes: readonly Class[]): Decide {
  const definitions = validDefinitions();
  const changes = new Map<string, StateChange>();
  for (const definition of definitions.stateChanges) {
    if (classes.includes(definition.command))
      changes.set(definition.name, stateChange(definition, definitions));
  }

  return (db, command, metadata) => {
    const scope = new HandleScope();
    try {
      const change = changes.get(metadata.stateChangeName);
      if (change === undefined) {
        throw StateChangeError.internal(
          `no state change ${metadata.stateChangeName}; this component holds ${[...changes.keys()].join(", ")}`,
        );
      }
      const decided = change.decide(
        guestDatabase(db, scope),
        commandFromWit(command),
        metadataFromWit(metadata),
      );
      return [decided.events.map(prospectiveToWit), decided.conditions.map(conditionToWit)];
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the engine's way to return an error
      throw refusalToWit(error);
    } finally {
      scope.close();
    }
  };
}

function refusalToWit(error: unknown): WitStateChangeError {
  return StateChangeError.is(error)
    ? { tag: error.kind, val: error.message }
    : { tag: "internal", val: describeFailure(error) };
}
