import {
  parseRevision,
  type DatabaseQuery,
  type QueryRange,
  type Timestamp,
} from "../../domain/index.js";
import { timestampFromWit, timestampToWit } from "./datetime.js";
import { selectorFromWit, selectorToWit } from "./selector.js";
import type { WitDatetime, WitQuery, WitQueryRange } from "./wit.js";

/** Above this, componentize-js passes another number than it was given (32-bit arguments). */
const MAX_LIMIT = 2 ** 31 - 1;

/** @throws RangeError for a limit or an instant that the engine would not pass on as it is. */
export function queryToWit({
  selector,
  range,
  direction = "forward",
  limit,
}: DatabaseQuery): WitQuery {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT)) {
    throw new RangeError(
      `a query's limit must be an integer from 0 to ${String(MAX_LIMIT)}, got ${String(limit)}`,
    );
  }
  return { selector: selectorToWit(selector), range: rangeToWit(range), direction, limit };
}

export function queryFromWit({ selector, range, direction, limit }: WitQuery): DatabaseQuery {
  return { selector: selectorFromWit(selector), range: rangeFromWit(range), direction, limit };
}

/**
 * An instant as an argument of a database function. componentize-js traps on negative 64-bit
 * arguments, so instants before 1970 are refused before they get there.
 */
export function argumentToWit(what: string, instant: Timestamp): WitDatetime {
  if (instant.seconds < 0n) {
    throw new RangeError(
      `${what} must not lie before 1970 when it is passed to the database, got ${String(instant)}`,
    );
  }
  return timestampToWit(instant);
}

function rangeToWit(range: QueryRange | undefined): WitQueryRange | undefined {
  if (range === undefined) return undefined;
  if (range.by === "revision") {
    const { startAt } = range;
    if (startAt !== undefined) parseRevision("a query's start", startAt);
    return { tag: "revision", val: { startAt } };
  }
  const { startAt, endAt } = range;
  return {
    tag: "effective-time",
    val: {
      startAt: startAt && {
        timestamp: argumentToWit("a query's start", startAt.timestamp),
        revision: parseRevision("a query's start", startAt.revision),
      },
      endAt: endAt && argumentToWit("a query's end", endAt),
    },
  };
}

function rangeFromWit(range: WitQueryRange | undefined): QueryRange | undefined {
  if (range === undefined) return undefined;
  if (range.tag === "revision") return { by: "revision", startAt: range.val.startAt };
  const { startAt, endAt } = range.val;
  return {
    by: "effective-time",
    startAt: startAt && {
      timestamp: timestampFromWit(startAt.timestamp),
      revision: startAt.revision,
    },
    endAt: endAt && timestampFromWit(endAt),
  };
}
