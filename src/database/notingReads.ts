import {
  describeSelector,
  type Event,
  type ParameterBindings,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type RenderedStateView,
} from "../domain/index.js";
import { mergeProperties } from "./mergeProperties.js";
import type { Read } from "./ports/index.js";

type Note = (read: Read) => void;

/** The database, with a note of everything that is read from it: what the decision went by. */
export function notingReads(database: PlatformDatabase, note: Note, where = ""): PlatformDatabase {
  return Object.assign(readable(database, note, where), {
    atRevision: (revision) =>
      notingReads(database.atRevision(revision), note, `${where} at revision ${String(revision)}`),
    atEffectiveTimestamp: (time) =>
      notingReads(database.atEffectiveTimestamp(time), note, `${where} as of ${String(time)}`),
  } satisfies Omit<PlatformDatabase, keyof PlatformReadable>);
}

function speculative(
  database: PlatformSpeculativeDatabase,
  note: Note,
  where: string,
): PlatformSpeculativeDatabase {
  return mergeProperties(readable(database, note, where), {
    get basis() {
      return notingReads(database.basis, note, where);
    },
    get speculatedEventCount() {
      return database.speculatedEventCount;
    },
    atEffectiveTimestamp: (time) =>
      speculative(database.atEffectiveTimestamp(time), note, `${where} as of ${String(time)}`),
  } satisfies Omit<PlatformSpeculativeDatabase, keyof PlatformReadable>);
}

function readable(database: PlatformReadable, note: Note, where: string): PlatformReadable {
  return overriding(database, {
    queryEvents: (query) => {
      const events = database.queryEvents(query);
      note({
        what: `query ${describeSelector(query.selector)}${where}`,
        answer: shownEvents(events),
      });
      return events;
    },
    viewState: (name, version, parameters) => {
      const view = database.viewState(name, version, parameters);
      note({
        what: `view ${name}${shownParameters(parameters)}${where}`,
        answer: shownState(view),
      });
      return view;
    },
    speculate: (events) =>
      speculative(
        database.speculate(events),
        note,
        `${where} with ${String(events.length)} speculated`,
      ),
  } satisfies Partial<PlatformReadable>);
}

/** The object with some members in place of its own; all else is asked of it when it is needed. */
function overriding<T extends object>(object: T, members: Partial<T>): T {
  return Object.assign(Object.create(object) as T, members);
}

/** So many types of events are told. */
const MOST_TYPES = 20;

function shownEvents(events: readonly Event[]): string {
  if (events.length === 0) return "no events";
  const types = events.slice(0, MOST_TYPES).map(({ type }) => type);
  const more = events.length - types.length;
  return `${types.join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

function shownParameters(parameters: ParameterBindings): string {
  return parameters.map(([name, { value }]) => ` ${name}=${value ?? "none"}`).join("");
}

function shownState(view: RenderedStateView | undefined): string {
  if (view?.content === undefined) return "no state";
  const isJson = view.context.contentType?.includes("json") === true;
  return isJson
    ? new TextDecoder().decode(view.content)
    : `${String(view.content.length)} bytes of ${String(view.context.contentType)}`;
}
