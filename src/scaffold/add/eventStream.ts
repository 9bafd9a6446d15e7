import { ScaffoldError } from "../scaffoldError.js";
import type { FoundEvent } from "./eventsIn.js";
import { wordsOf } from "./names.js";

/**
 * The stream of a new event: the one of the events that are about the same, or else of all events, or
 * else one after its first word where there are no others.
 * @throws ScaffoldError that tells the streams where several fit, or where the sources do not tell them.
 */
export function eventStream(type: string, events: readonly FoundEvent[]): string {
  const [word = "event"] = wordsOf(type);
  const related = events.filter((event) => wordsOf(event.type)[0] === word);
  const beside = related.length > 0 ? related : events;
  const streams = streamsOf(beside);
  const unclear = beside.find(({ hasOwnStream, stream }) => hasOwnStream && stream === undefined);
  const [only, ...others] = streams;
  if (only !== undefined && others.length === 0 && unclear === undefined) return only;
  if (only === undefined && unclear === undefined) return `${word}s`;
  const all = streamsOf(events).map((stream) => `--stream ${stream}`);
  const reason =
    unclear === undefined
      ? `the events ${related.length > 0 ? `about ${word} ` : ""}are in several streams`
      : `which stream ${unclear.className} is in stands in a constant`;
  throw new ScaffoldError(
    `${reason}; say which one ${type} belongs to: ${[...all, "--stream <a new one>"].join(", ")}`,
  );
}

const streamsOf = (events: readonly FoundEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ stream }) => stream ?? [])),
];
