import type { Conjunction } from "../sql/conjunctions.js";
import { TABLES } from "../sql/dictionaryTables.js";
import { prefixEnd } from "../sql/prefixEnd.js";
import { stored } from "../sql/storedText.js";
import { branchOf, ofStreams, ofStreamsInTime, ofSubjects, type Branch } from "./branches.js";
import type { Parameters } from "./parameters.js";

/** A conjunction with a beginning that many subjects or streams may have. */
export interface Wide {
  readonly kind: "stream" | "subject";
  readonly prefix: string;
  readonly conjunction: Conjunction;
  readonly inTime: boolean;
}

/** What of a conjunction may mean many values of which each is found by a b-tree; `undefined`: nothing. */
export function wideOf(conjunction: Conjunction, inTime: boolean): Wide | undefined {
  const [stream, subject] = [conjunction.get("stream"), conjunction.get("subject")];
  if (subject?.op === "begins")
    return { kind: "subject", prefix: subject.prefix, conjunction, inTime };
  // In effective-time order, a type's events are most often of one stream.
  if (subject !== undefined || stream?.op !== "begins") return undefined;
  if (inTime && conjunction.has("event-type")) return undefined;
  return { kind: "stream", prefix: stream.prefix, conjunction, inTime };
}

/** Asks each of the values. */
export function eachOf(
  { kind, prefix, conjunction, inTime }: Wide,
  parameters: Parameters,
): Branch {
  if (kind === "subject") return ofSubjects(prefix, conjunction, inTime, parameters);
  return inTime
    ? ofStreamsInTime(prefix, [], parameters)
    : ofStreams(prefix, conjunction, parameters);
}

/** Goes through events in the order of the question, whatever value they have. */
export async function walkOf(
  { kind, conjunction, inTime }: Wide,
  parameters: Parameters,
): Promise<Branch> {
  const others = new Map(conjunction);
  others.delete(kind);
  return branchOf(others, inTime, parameters, async () => Promise.resolve(false));
}

/** Whether an event's value has the beginning; asked of each event, for all such values may be very many. */
export function beginning({ kind, prefix }: Wide, parameters: Parameters): string {
  const table = TABLES[kind];
  return `(select ${within(prefix, parameters)} from ${table} v where v.database = $1 and v.id = e.${table})`;
}

/**
 * The revision at which the first of the values came, up to another one, if nothing is asked besides:
 * in a range from the beginning of the log, that is the first event.
 */
export function oldestOf({ kind, prefix }: Wide, upTo: number, parameters: Parameters): string {
  const names = within(prefix, parameters);
  return `select min(v.first) as revision from ${TABLES[kind]} v where v.database = $1 and ${names} having min(v.first) <= ${parameters.add(upTo)}`;
}

function within(prefix: string, parameters: Parameters): string {
  const from = stored(prefix);
  const end = prefixEnd(from);
  const above = `v.name >= ${parameters.add(from)}`;
  return end === undefined ? above : `${above} and v.name < ${parameters.add(end)}`;
}
