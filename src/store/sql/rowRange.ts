import { afterHead, type LogQuery } from "../../database/index.js";
import type { RangeCursor } from "../../domain/index.js";

/** Between which rows is looked. Places in effective-time order are excluded where they are bounds of a page. */
export interface RowRange extends Pick<LogQuery, "order" | "direction" | "effectiveUpTo"> {
  readonly after: number;
  readonly upTo: number;
  readonly effectiveFrom?: RangeCursor | undefined;
  /** Only rows beyond this one, in the query's order. */
  readonly beyond?: RangeCursor | undefined;
}

/** The rows of a query on a log with this head; `undefined` when no row can lie within. */
export function rangeOf(query: LogQuery, head: number): RowRange | undefined {
  const { after = 0n, upTo, order, direction, effectiveFrom, effectiveUpTo } = query;
  const end = upTo === undefined || upTo > BigInt(head) ? head : Number(upTo);
  if (after >= BigInt(end)) return undefined;
  return { after: Number(after), upTo: end, order, direction, effectiveFrom, effectiveUpTo };
}

/** The range without what was read already. */
export function continued(range: RowRange, beyond: RangeCursor): RowRange | undefined {
  if (range.order === "effective-time") return { ...range, beyond };
  const revision = Number(beyond.revision);
  const next =
    range.direction === "reverse"
      ? { ...range, upTo: revision - 1 }
      : { ...range, after: revision };
  return next.after < next.upTo ? next : undefined;
}

/** The part of the range with so many revisions at which the order of revisions begins; itself if it has no more. */
export function narrowed(range: RowRange, most: number): RowRange {
  const { after, upTo, direction } = range;
  if (upTo - after <= most) return range;
  return direction === "reverse"
    ? { ...range, after: upTo - most }
    : { ...range, upTo: after + most };
}

/** Whether the first event of the log is the first of the range, too. */
export const isFromBeginning = (range: RowRange): boolean =>
  range.after === 0 &&
  range.order !== "effective-time" &&
  range.direction !== "reverse" &&
  range.effectiveFrom === undefined &&
  range.effectiveUpTo === undefined;

/** Of what was found in several ways, what comes first in the direction of the range. */
export function firstOf<T>(
  found: readonly (T | undefined)[],
  { direction }: RowRange,
  compare: (a: T, b: T) => number,
): T | undefined {
  const sign = direction === "reverse" ? -1 : 1;
  let first: T | undefined;
  for (const one of found) {
    if (one === undefined) continue;
    if (first === undefined || sign * compare(one, first) < 0) first = one;
  }
  return first;
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** The revision as a number; one beyond what a number holds lies beyond every row. */
export const rowNumber = (revision: bigint): number => Number(revision < MOST ? revision : MOST);

/** @throws DatabaseError for a revision that does not exist. */
export function existing(revision: bigint, head: number): number {
  if (revision <= BigInt(head)) return Number(revision);
  throw afterHead(revision, BigInt(head));
}
