import { natives } from "../../codec/index.js";
import type { Definitions } from "../../model/definitions.js";
import {
  Timestamp,
  STATE_CHANGE_ERROR_KINDS,
  StateChangeError,
  type AppendCondition,
  type Class,
  type PlatformDatabase,
  type ProspectiveEvent,
  type StateChangeErrorKind,
  type StateChangeMetadata,
} from "../../domain/index.js";
import {
  currentDefinitions,
  describeFailure,
  isNoted,
  setAuthorLines,
  stateChange,
  UNWATCHED,
  type Beginning,
  type ReadableMessage,
  type StateChange,
} from "../../runtime/index.js";
import { commandInPlace, copied } from "./directCalls.js";
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

/**
 * The export of the world `state-change`. An engine that was told how gives no command, which it keeps, and the metadata
 * as decisions have them.
 */
export type Decide = (
  db: WitDatabase,
  command: WitCommand | undefined,
  metadata: WitStateChangeMetadata | StateChangeMetadata,
) => WitDecision;

/** A state change, and how its calls begin. */
interface Served {
  readonly change: StateChange;
  readonly begin: (db: WitDatabase, receivedAt: Timestamp) => Call;
}

/** What is made anew for each call. */
interface Call {
  readonly scope: HandleScope;
  readonly platform: PlatformDatabase;
  readonly beginning: Beginning;
}

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
  const changes = new Map<string, Served>();
  for (const definition of definitions.stateChanges) {
    if (!classes.includes(definition.command)) continue;
    const change = stateChange(definition, definitions, { writeEvent });
    changes.set(definition.name, { change, begin: beginning(change, definitions) });
  }
  if (changes.size === 0) {
    const names = classes.map(({ name }) => name).join(", ");
    throw unserved(definitions, `none of these classes is a command: ${names}`);
  }
  // Decisions give back what they have read by; made here, it is part of the component.
  for (const { selector } of definitions.stateViews)
    prepareSelector(selector, natives.prepareSelector);
  prepareViews(definitions.stateViews);

  const inPlace = commandInPlace(refusing(toRecord), refusing(toCondition));

  return (db, record, given) => {
    let scope: HandleScope | undefined;
    try {
      const served = changes.get(given.stateChangeName);
      if (served === undefined) {
        throw StateChangeError.internal(
          `no state change ${given.stateChangeName}; this component holds ${[...changes.keys()].join(", ")}`,
        );
      }
      const isRecord = "commandHeaders" in given;
      const metadata = isRecord ? metadataFromWit(given) : given;
      const call = served.begin(db, metadata.commandReceivedAt);
      scope = call.scope;
      const command = record === undefined ? inPlace : commandFromWit(record);
      // An engine that keeps the command has been told so.
      const { events, conditions } = served.change.decide(
        call.platform,
        command as ReadableMessage,
        metadata,
        call.beginning,
      );
      if (isRecord) return [events.map(toRecord), conditions.map(toCondition)];
      // The engine makes their records, as it was told.
      return [events, conditions] as readonly unknown[] as WitDecision;
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the engine's way to return an error
      throw refusalToWit(error);
    } finally {
      scope?.close();
    }
  };
}

function beginning(change: StateChange, definitions: Definitions): Served["begin"] {
  const begin = (db: WitDatabase, receivedAt: Timestamp): Call => {
    const scope = new HandleScope();
    const platform = guestDatabase(db, scope);
    return { scope, platform, beginning: change.begin(platform, receivedAt) };
  };
  return copied(begin, [definitions, UNWATCHED], [{} as WitDatabase, new Timestamp(0n)] as const);
}

/** Refuses as the entry point does. */
const refusing =
  <T, R>(convert: (given: T) => R): ((given: T) => R) =>
  (given) => {
    try {
      return convert(given);
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the engine's way to return an error
      throw refusalToWit(error);
    }
  };

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
