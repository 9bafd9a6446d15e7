import { describe } from "./describe.js";
import type { ProspectiveEvent } from "./event.js";

/** What a server adds to an event that it stores. */
const ADDED: ReadonlySet<string> = new Set(["sequence", "recordedtime"]);

/**
 * An event that is sent as it was read: its source is the URI of its stream, and it has what the server
 * had added. What remains is the event that was appended, in its stream; all others stay as they are.
 * @param database - whose event it must be, with what sources begin with there.
 * @throws RangeError for an event of another database.
 */
export function sentBack(
  event: ProspectiveEvent,
  { name, origin }: { readonly name: string; readonly origin: string },
): ProspectiveEvent {
  const source = event.stream;
  const own = `${origin}/db/${name}/streams/`;
  if (!source.startsWith(own)) {
    if (!source.includes("/streams/")) return event;
    throw new RangeError(
      `event ${describe(event.id)} is of another database, for its source is ${describe(source)}; give the bare name of a stream, or a source that begins with ${describe(own)}`,
    );
  }
  const extensions = new Map([...(event.extensions ?? [])].filter(([key]) => !ADDED.has(key)));
  return { ...event, stream: source.slice(own.length), extensions };
}
