import { natives } from "../../codec/index.js";
import {
  CommandHeaders,
  Timestamp,
  type AppendCondition,
  type ProspectiveEvent,
  type StateChangeMetadata,
} from "../../domain/index.js";
import type { ReadableMessage } from "../../runtime/index.js";

/**
 * The command of the call that is going on, where an engine gives decisions their metadata and keeps the command;
 * `undefined` where it does not.
 * @param toRecord - of an event that the engine has not written, called when the decision has been answered.
 */
export function commandInPlace(
  toRecord: (event: ProspectiveEvent) => object,
  toCondition: (condition: AppendCondition) => object,
): ReadableMessage | undefined {
  const { prepareCalls, readCommand, commandPart } = natives;
  if (prepareCalls === undefined || readCommand === undefined || commandPart === undefined)
    return undefined;
  const sample: StateChangeMetadata = {
    stateChangeName: "",
    stateChangeVersion: 0n,
    lastSeenRevision: 0n,
    commandReceivedAt: new Timestamp(0n),
    headers: new CommandHeaders(),
  };
  prepareCalls(sample, toRecord, toCondition);
  return {
    read: readCommand,
    get body() {
      return commandPart(0) as Uint8Array | undefined;
    },
    get contentType() {
      return commandPart(1) as string;
    },
    get contentSchema() {
      return commandPart(2) as string | undefined;
    },
  };
}

/**
 * A function that gives what another one gives, which does nothing but make objects. An engine may make them all in one
 * step, like those that the function has made once.
 * @param shared - what all that it gives have in common.
 */
export function copied<A extends object, B extends object, R extends object>(
  make: (first: A, second: B) => R,
  shared: readonly object[],
  places: readonly [A, B],
): (first: A, second: B) => R {
  const { prepareCopy, copy } = natives;
  if (prepareCopy === undefined || copy === undefined) return make;
  let number: number;
  try {
    number = prepareCopy(make(...places), shared, places);
  } catch {
    return make;
  }
  return (first, second) => copy(number, first, second) as R;
}
