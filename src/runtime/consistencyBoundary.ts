import type { AppendCondition, EventSelector } from "../domain/index.js";

/** A read that a decision made: what it selected, and the revision that was asked for, if one was. */
interface Read {
  readonly selector: EventSelector;
  /** `undefined`: the revision of the database that the decision was given. */
  readonly atRevision: bigint | undefined;
}

/**
 * The note of an engine that has read the present. It becomes the condition itself, whose selector is only made if
 * somebody looks at it.
 */
export interface NotedRead {
  readonly kind: "max";
  readonly selector: EventSelector;
  readonly atRevision: undefined;
  /** Set when the condition is derived. */
  revision: bigint;
}

/** Whether it is a note of an engine, which takes it back as a condition. */
export const isNoted = (read: object): read is NotedRead => "kind" in read && "atRevision" in read;

/**
 * What a decision has read, and so what must not change until its events are appended.
 *
 * The rule behind it: had the decision been made at commit time, it would have read the same. So
 * - a read of the present, of a view or by a query, must select nothing that is newer. A selector knows
 *   neither ranges nor limits nor effective times, so an event that such a read would have passed over
 *   counts, too: rather a needless conflict than a missed one. At an effective timestamp the present is
 *   read all the same, for an event that is appended later may take effect earlier;
 * - a read of a speculative database is a read of its basis: what was speculated is the decision's own;
 * - a read at an earlier revision gives the same answer for ever and asks for nothing. Whoever means
 *   "unchanged since then" by it says so in a condition of their own.
 *
 * In the order of the reads, with all parameters of their selectors bound.
 */
export type ConsistencyBoundary = (Read | NotedRead)[];

/**
 * One condition for each selector that the present was read by. They all bound by the same revision,
 * so equal ones are the same condition; different ones are never joined, for both must hold.
 * @param present the database that the decision was made at; only asked if something was read
 */
export function derivedConditions(
  boundary: ConsistencyBoundary,
  present: Present,
): readonly AppendCondition[] {
  if (boundary.length === 0) return [];
  // Most decisions read one view.
  if (boundary.length === 1 && present.noteRevision?.(boundary[0] as object) === true)
    return boundary as NotedRead[];
  const { revision } = present;
  const conditions: AppendCondition[] = [];
  for (const read of boundary) {
    const { atRevision } = read;
    if (atRevision !== undefined && atRevision < revision) continue;
    if (conditions.length > 0 && isAmong(conditions, read.selector)) continue;
    // What has been read by is valid, so it needs none of the checks of `AppendCondition`.
    conditions.push(conditionOf(read, revision));
  }
  return conditions;
}

/** What is asked of the database that a decision was made at. */
interface Present {
  readonly revision: bigint;
  /** Whether it is an engine's note; it has the database's revision then. */
  noteRevision?(note: object): boolean;
}

function conditionOf(read: Read | NotedRead, revision: bigint): AppendCondition {
  if (!isNoted(read)) return { kind: "max", selector: read.selector, revision };
  read.revision = revision;
  return read;
}

const isAmong = (conditions: readonly AppendCondition[], selector: EventSelector): boolean =>
  conditions.some((known) => known.selector.equals(selector));
