import {
  describe,
  parseRevision,
  Selector,
  Timestamp,
  type TimestampLike,
  type Class,
  type Database,
  type DatabaseQuery,
  type DecodedEvent,
  type EmittedEvent,
  type Event,
  type EventSelector,
  type ParameterBindings,
  type ParameterValues,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type QueryOptions,
  type ReadableDatabase,
  type RenderedStateView,
  type SpeculativeDatabase,
} from "../domain/index.js";
import type { Definitions } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { completeEvent } from "./completeEvent.js";
import type { ConsistencyBoundary } from "./consistencyBoundary.js";
import { contentOf, type ContentReader } from "./contentReader.js";
import { decodedEvents } from "./decodedEvents.js";
import { readableView, type ReadableView } from "./readableView.js";

/** What typed reads need to know beside the database. */
export interface ReadContext {
  readonly definitions: Definitions;
  /** The time of speculated events that name none. */
  readonly receivedAt: Timestamp;
  /** Is told of every read whose selector is known. */
  readonly boundary?: ConsistencyBoundary | undefined;
  /** Makes the ids of speculated events that are given none; default: random ones. */
  readonly newEventId?: (() => string) | undefined;
  readonly authorCode?: AuthorCode | undefined;
}

/** The platform's database as authors see it: views by class, events by `event(…)`. */
export const authorDatabase = (platform: PlatformDatabase, context: ReadContext): Database =>
  new AuthorDatabase({ platform, context, at: undefined });

/** Where a database of authors gets its answers. */
interface Source<P extends PlatformReadable> {
  readonly platform: P;
  readonly context: ReadContext;
  /** The revision that was asked for, if any was: it tells reads of the past from the present. */
  readonly at: bigint | undefined;
}

/** Of this file only: authors must not come by the platform's own database. */
let sourceOf: <P extends PlatformReadable>(database: AuthorReadable<P>) => Source<P>;

/** What all databases offer. Properties are read when they are asked for: each may be a call out of the component. */
class AuthorReadable<P extends PlatformReadable> implements ReadableDatabase {
  readonly #source: Source<P>;

  static {
    sourceOf = (database) => database.#source;
  }

  constructor(source: Source<P>) {
    this.#source = source;
  }

  get name(): string {
    return this.#source.platform.name;
  }
  get createdAt(): Timestamp {
    return this.#source.platform.createdAt;
  }
  get revision(): bigint {
    return this.#source.platform.revision;
  }
  get revisionTimestamp(): Timestamp {
    return this.#source.platform.revisionTimestamp;
  }
  get effectiveTimestamp(): Timestamp | undefined {
    return this.#source.platform.effectiveTimestamp;
  }

  viewState(view: Class, parameters?: ParameterValues): RenderedStateView | undefined;
  viewState(
    name: string,
    version: bigint,
    parameters?: ParameterBindings,
  ): RenderedStateView | undefined;
  viewState(
    view: Class | string,
    second?: ParameterValues | bigint,
    third?: ParameterBindings,
  ): RenderedStateView | undefined {
    const { platform, context } = this.#source;
    if (typeof view === "string") {
      const version = parseRevision("a view's version", second);
      assertBindings(view, third);
      return leave(context, () => platform.viewState(view, version, third ?? []));
    }
    const readable = viewOf(view, context.definitions);
    return leave(context, () => read(this.#source, readable, (second ?? {}) as ParameterValues));
  }

  view<V extends object>(view: Class<V>, parameters: ParameterValues = {}): V | undefined {
    const source = this.#source;
    const direct = directly(source, view, parameters);
    if (direct !== null && !Array.isArray(direct)) return direct as V | undefined;
    const readable = viewOf(view, source.context.definitions);
    if (direct !== null) return readable.stored.decode(direct[0] as Uint8Array) as V | undefined;
    const { authorCode = UNWATCHED } = source.context;
    const state =
      authorCode === UNWATCHED
        ? stateOf(source, readable, parameters)
        : authorCode.leave(() => stateOf(source, readable, parameters));
    return state as V | undefined;
  }

  events<E extends object>(
    eventClass: Class<E>,
    selector?: EventSelector,
    options: QueryOptions = {},
  ): readonly DecodedEvent<E>[] {
    const { definitions } = this.#source.context;
    const definition = definitions.eventOf(eventClass);
    if (definition === undefined) {
      throw new TypeError(`${eventClass.name} is no domain event; add @DomainEvent("type") to it`);
    }
    const ofType = Selector.eventType(definition.type);
    const events = selected(this.#source, selector?.and(ofType) ?? ofType, options);
    const decoded = leave(this.#source.context, () => decodedEvents(definition, events));
    return decoded as readonly DecodedEvent<E>[];
  }

  query(selector: EventSelector, options: QueryOptions = {}): readonly Event[] {
    return selected(this.#source, selector, options);
  }

  speculate(events: EmittedEvent | readonly EmittedEvent[]): SpeculativeDatabase {
    const { platform, context, at } = this.#source;
    const { definitions, receivedAt, newEventId } = context;
    const drafts = Array.isArray(events)
      ? (events as readonly EmittedEvent[])
      : [events as EmittedEvent];
    const complete = drafts.map((draft) =>
      leave(context, () => completeEvent(draft, definitions, receivedAt, newEventId)),
    );
    return new AuthorSpeculativeDatabase({ platform: platform.speculate(complete), context, at });
  }
}

class AuthorDatabase extends AuthorReadable<PlatformDatabase> implements Database {
  atRevision(revision: bigint): Database {
    const source = sourceOf(this);
    const platform = source.platform.atRevision(parseRevision("a revision", revision));
    return new AuthorDatabase({ ...source, platform, at: revision });
  }

  atEffectiveTimestamp(time: TimestampLike): Database {
    const source = sourceOf(this);
    const platform = source.platform.atEffectiveTimestamp(Timestamp.from(time));
    return new AuthorDatabase({ ...source, platform });
  }
}

class AuthorSpeculativeDatabase
  extends AuthorReadable<PlatformSpeculativeDatabase>
  implements SpeculativeDatabase
{
  get basis(): Database {
    const source = sourceOf(this);
    return new AuthorDatabase({ ...source, platform: source.platform.basis });
  }
  get speculatedEventCount(): bigint {
    return sourceOf(this).platform.speculatedEventCount;
  }

  atEffectiveTimestamp(time: TimestampLike): SpeculativeDatabase {
    const source = sourceOf(this);
    const platform = source.platform.atEffectiveTimestamp(Timestamp.from(time));
    return new AuthorSpeculativeDatabase({ ...source, platform });
  }
}

/** What the platform reads of the present in one step; see {@link ContentReader.viewDirectly}. */
const directly = (
  { platform, context, at }: Source<PlatformReadable & Partial<ContentReader>>,
  view: Class,
  parameters: ParameterValues,
): object | undefined | null =>
  platform.viewDirectly === undefined || at !== undefined
    ? null
    : platform.viewDirectly(view, parameters, context.boundary);

const stateOf = (
  source: Source<PlatformReadable>,
  view: ReadableView,
  parameters: ParameterValues,
): object | undefined => view.stored.decode(readContent(source, view, parameters));

/** The events that a selector selects, and a note of what they were read by. */
function selected(
  { platform, context, at }: Source<PlatformReadable>,
  selector: EventSelector,
  options: QueryOptions,
): readonly Event[] {
  selector.assertValid();
  selector.assertBound();
  const query: DatabaseQuery = { ...options, selector };
  const events = platform.queryEvents(query);
  context.boundary?.push({ selector, atRevision: at });
  return events;
}

/** The view as it is stored, and a note of what it was read by. */
function read(
  { platform, context, at }: Source<PlatformReadable>,
  view: ReadableView,
  parameters: ParameterValues,
): RenderedStateView | undefined {
  const { selector, bindings } = view.bind(parameters);
  const rendered = platform.viewState(view.name, view.version, bindings);
  context.boundary?.push({ selector, atRevision: at });
  return rendered;
}

/** The content alone of what {@link read} reads. */
function readContent(
  { platform, context, at }: Source<PlatformReadable>,
  view: ReadableView,
  parameters: ParameterValues,
): Uint8Array | undefined {
  const { selector, bindings } = view.bind(parameters);
  const content = contentOf(platform, view.name, view.version, bindings);
  context.boundary?.push({ selector, atRevision: at });
  return content;
}

/** Runs code of this package for code of the author's. */
const leave = <T>({ authorCode = UNWATCHED }: ReadContext, code: () => T): T =>
  authorCode.leave(code);

function viewOf(view: Class, definitions: Definitions): ReadableView {
  const definition = definitions.stateViewOf(view);
  if (definition !== undefined) return readableView(definition);
  const known = definitions.stateViews.map(({ target }) => target.name).join(", ");
  throw new TypeError(
    `${view.name} is no state view; add @StateView("name") to it${known === "" ? "" : `, or read one of ${known}`}`,
  );
}

/** For what would be taken for names and values in pairs. */
function assertBindings(view: string, parameters: unknown): void {
  if (parameters === undefined || Array.isArray(parameters)) return;
  throw new TypeError(
    `viewState(${describe(view)}, …) by name takes its parameters as pairs, [["name", { kind, value }]], got ${describe(parameters)}; { name: value } is for views by class, viewState(View, { … })`,
  );
}
