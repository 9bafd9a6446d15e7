import {
  effectiveTime,
  type Timestamp,
  type Event,
  type EventSelector,
  type QueryOptions,
} from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { Session } from "./session.js";

/** A revision, and perhaps an instant: what is seen of a database. */
export interface Sight {
  readonly revision: bigint;
  readonly effectiveTimestamp: Timestamp | undefined;
}

/** What a query is asked with beside its selector. */
export interface QueryCallOptions extends QueryOptions, CallOptions {}

/** The selected events, as they are seen from there. */
export async function* queryAt(
  { transport, caller, database }: Session,
  { revision, effectiveTimestamp: until }: Sight,
  selector: EventSelector,
  options: QueryCallOptions = {},
): AsyncGenerator<Event, void, undefined> {
  const { range, direction, limit } = options;
  const ask = (query: QueryOptions): AsyncIterable<Event> =>
    caller.stream(options, (signal) =>
      transport.query(database, revision, { selector, ...query }, signal),
    );
  if (until === undefined) {
    yield* ask({ range, direction, limit });
    return;
  }
  if (range?.by === "effective-time") {
    const endAt = range.endAt !== undefined && range.endAt.compare(until) < 0 ? range.endAt : until;
    yield* ask({ range: { ...range, endAt }, direction, limit });
    return;
  }
  // In revision order the platform knows no bound of effective time.
  if (limit === 0) return;
  let count = 0;
  for await (const event of ask({ range, direction })) {
    const time = effectiveTime(event);
    if (time !== undefined && time.compare(until) > 0) continue;
    yield event;
    if (++count === limit) return;
  }
}
