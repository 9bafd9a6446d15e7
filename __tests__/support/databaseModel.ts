import type {
  PlatformReadable,
  ProspectiveEvent,
  QueryOptions,
  Timestamp,
} from "../../src/domain/index.js";
import { selects, type Tree } from "../domain/selectorArbitraries.js";
import { EVERYTHING, type Transaction } from "./history.js";

/** An event of a history with what the database makes of it. */
export interface ModelEvent extends ProspectiveEvent {
  readonly revision: bigint;
  readonly effectiveTime: Timestamp;
}

/** All events of a history: the events of the transactions one after the other, counted from 1. */
export function modelEvents(transactions: readonly Transaction[]): readonly ModelEvent[] {
  return transactions
    .flatMap(({ events, recordedAt }) => events.map((event) => ({ event, recordedAt })))
    .map(({ event, recordedAt }, index) => ({
      ...event,
      revision: BigInt(index + 1),
      effectiveTime: event.time ?? recordedAt,
    }));
}

/** The ids that a query gives, by the rules as one would read them out. */
export function queriedIds(
  events: readonly ModelEvent[],
  tree: Tree,
  { range, direction, limit }: QueryOptions = {},
): readonly string[] {
  let found = events.filter((event) => selects(tree, event));
  if (range?.by === "revision") {
    found = found.filter(({ revision }) => revision >= (range.startAt ?? 0n));
  }
  if (range?.by === "effective-time") {
    const { startAt, endAt } = range;
    found = found
      .filter(({ effectiveTime }) => endAt === undefined || isUpTo(effectiveTime, endAt))
      .filter((event) => startAt === undefined || !isBefore(event, startAt))
      .sort((a, b) => (isBefore(a, place(b)) ? -1 : 1));
  }
  if (direction === "reverse") found = found.toReversed();
  return found.map(({ id }) => id).filter((_id, index) => limit === undefined || index < limit);
}

interface Place {
  readonly timestamp: Timestamp;
  readonly revision: bigint;
}

const place = ({ effectiveTime, revision }: ModelEvent): Place => ({
  timestamp: effectiveTime,
  revision,
});

/** Events at the same instant come in the order of their revisions. */
function isBefore({ effectiveTime, revision }: ModelEvent, other: Place): boolean {
  return effectiveTime.equals(other.timestamp)
    ? revision < other.revision
    : isUpTo(effectiveTime, other.timestamp);
}

function isUpTo(a: Timestamp, b: Timestamp): boolean {
  return a.seconds === b.seconds ? a.nanoseconds <= b.nanoseconds : a.seconds < b.seconds;
}

/** The ids of all events that a database sees, in revision order. */
export function visibleIds(database: PlatformReadable): readonly string[] {
  return database.queryEvents({ selector: EVERYTHING }).map(({ id }) => id);
}
