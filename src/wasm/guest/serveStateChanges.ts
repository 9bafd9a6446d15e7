import { natives } from "../../codec/index.js";
import {
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type AppendCondition,
  type Class,
  type ProspectiveEvent,
  type StateChangeErrorKind,
} from "../../domain/index.js";
import {
  currentDefinitions,
  describeFailure,
  isNoted,
  setAuthorLines,
  stateChange,
  type StateChange,
} from "../../runtime/index.js";
import { directEvents } from "./directEvents.js";
import { prepareViews } from "./directViews.js";
import { guestDatabase } from "./guestDatabase.js";
import { HandleScope } from "./handleScope.js";
import { commandFromWit, metadataFromWit } from "../wit/metadata.js";
import { prospectiveToWit } from "../wit/event.js";
import { conditionToWit, prepareSelector } from "../wit/selector.js";
import type { LineRanges } from "../../model/sourceLocation.js";
import { unserved } from "./unserved.js";
import type {
  WitAppendCondition,
  WitCloudEvent,
  WitCommand,
  WitDatabase,
  WitDecision,
  WitStateChangeError,
  WitStateChangeMetadata,
} from "../wit/wit.js";

/** The export of the world `state-change`. */
export type Decide = (
  db: WitDatabase,
  command: WitCommand,
  metadata: WitStateChangeMetadata,
) => WitDecision;

/**
 * The entry point of a component with these commands, given with the classes that decide for them:
 * decides for the state change that the metadata names. Whatever happens, it answers or throws a plain `{ tag, val }`, which the engine returns as
 * the error; anything else would trap.
 * @param authorLines - the lines of the component's script that are the author's.
 * @throws DefinitionError while the module is evaluated, which fails the build.
 */
export function serveStateChanges(classes: readonly Class[], authorLines?: LineRanges): Decide {
  if (authorLines !== undefined) setAuthorLines(authorLines);
  // Other commands of the same modules may lack what this bundle leaves out; they are not served.
  const definitions = currentDefinitions();
  const writeEvent = directEvents(definitions);
  const changes = new Map<string, StateChange>();
  for (const definition of definitions.stateChanges) {
    if (!classes.includes(definition.command)) continue;
    changes.set(definition.name, stateChange(definition, definitions, { writeEvent }));
  }
  if (changes.size === 0) {
    const names = classes.map(({ name }) => name).join(", ");
    throw unserved(definitions, `none of these classes is a command: ${names}`);
  }
  // Decisions give back what they have read by; made here, it is part of the component.
  for (const { selector } of definitions.stateViews)
    prepareSelector(selector, natives.prepareSelector);
  prepareViews(definitions.stateViews);

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
      return [decided.events.map(toRecord), decided.conditions.map(toCondition)];
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the engine's way to return an error
      throw refusalToWit(error);
    } finally {
      scope.close();
    }
  };
}

/** The engine makes the record where it can, which saves the steps between. */
const toRecord: (event: ProspectiveEvent) => WitCloudEvent =
  natives.takesProspectiveEvents === true
    ? (event) =>
        event.extensions === undefined
          ? (event as object as WitCloudEvent)
          : prospectiveToWit(event)
    : prospectiveToWit;

/** Notes of what the engine has read are conditions for it. */
const toCondition = (condition: AppendCondition): WitAppendCondition =>
  isNoted(condition) ? (condition as object as WitAppendCondition) : conditionToWit(condition);

function refusalToWit(error: unknown): WitStateChangeError {
  if (StateChangeError.is(error)) {
    // Code without types may have set anything, and what does not fit the WIT would trap.
    const { kind, message }: { readonly kind: StateChangeErrorKind; readonly message: unknown } =
      error;
    if (STATE_CHANGE_ERROR_KINDS.includes(kind) && typeof message === "string")
      return { tag: kind, val: message };
  }
  return { tag: "internal", val: describeFailure(error) };
}
