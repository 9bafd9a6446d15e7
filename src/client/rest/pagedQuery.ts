import {
  effectiveTime,
  selectorToJson,
  sequence,
  type DatabaseQuery,
  type Event,
  type QueryRange,
} from "../../domain/index.js";
import { ClientError } from "../clientError.js";

/** How many events are asked for at once; and the most that a server gives. */
const PAGE = 1_000;
const MOST = 10_000;

/** Asks for one page, by the members of a query in JSON. */
export type AskPage = (revision: bigint, members: object) => Promise<readonly Event[]>;

/** What a query selects, page by page. Each page begins where the last one ended. */
export async function* pagedQuery(
  revision: bigint,
  { selector, range, direction, limit = Infinity }: DatabaseQuery,
  ask: AskPage,
): AsyncGenerator<Event, void, undefined> {
  let left = limit;
  let from: Place = { revision, range };
  /** The last place that was given, and how many of the next page lie before its end. */
  let again = 0;
  while (left > 0) {
    const size = Math.min(PAGE + again, again + left);
    if (size > MOST)
      throw new ClientError(
        "too-long",
        `more than ${String(MOST - PAGE)} events have one effective time; read them in revision order`,
      );
    const page = await ask(from.revision, {
      selector: selectorToJson(selector),
      range: rangeToJson(from.range),
      direction,
      limit: size,
    });
    for (const event of page.slice(again)) {
      yield event;
      left -= 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    from = nextPlace(from, last, direction);
    again = isByTime(range) && direction === "reverse" ? countAtTime(page, last) : 0;
  }
}

interface Place {
  readonly revision: bigint;
  readonly range: QueryRange | undefined;
}

const isByTime = (range: QueryRange | undefined): boolean => range?.by === "effective-time";

/** A start is a lower bound in both directions, so that backwards the upper bounds move. */
function nextPlace(
  { revision, range }: Place,
  last: Event,
  direction: DatabaseQuery["direction"],
): Place {
  const at = sequence(last);
  const timestamp = effectiveTime(last);
  if (at === undefined || timestamp === undefined)
    throw new ClientError("internal", `event ${last.id} does not say where it stands in the log`);
  if (range?.by === "effective-time") {
    return direction === "reverse"
      ? { revision, range: { ...range, endAt: timestamp } }
      : { revision, range: { ...range, startAt: { timestamp, revision: at + 1n } } };
  }
  return direction === "reverse"
    ? { revision: at - 1n, range }
    : { revision, range: { by: "revision", startAt: at + 1n } };
}

/** How many events of a page have the effective time of its last, which the next page begins with. */
const countAtTime = (page: readonly Event[], last: Event): number => {
  const time = effectiveTime(last);
  return page.filter((event) => time !== undefined && effectiveTime(event)?.equals(time)).length;
};

function rangeToJson(range: QueryRange | undefined): object | undefined {
  if (range === undefined) return undefined;
  if (range.by === "revision") return { revision: { start_at: range.startAt } };
  return { effective_time: { start_at: range.startAt, end_at: range.endAt } };
}
