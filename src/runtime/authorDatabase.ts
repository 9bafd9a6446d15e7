import {
  eventAttribute,
  parseRevision,
  Timestamp,
  type TimestampLike,
  type Class,
  type Database,
  type DatabaseQuery,
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
import type { Definitions, StateViewDefinition } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { completeEvent } from "./completeEvent.js";
import type { ConsistencyBoundary } from "./consistencyBoundary.js";
import { storedState } from "./storedState.js";

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
  new AuthorDatabase(platform, context, undefined);

/** What all databases offer. Properties are read when they are asked for: each may be a call out of the component. */
class AuthorReadable implements ReadableDatabase {
  readonly #platform: PlatformReadable;
  readonly #context: ReadContext;
  readonly #at: bigint | undefined;

  /** @param at the revision that was asked for, if any was: it tells reads of the past from the present */
  constructor(platform: PlatformReadable, context: ReadContext, at: bigint | undefined) {
    this.#platform = platform;
    this.#context = context;
    this.#at = at;
  }

  get name(): string {
    return this.#platform.name;
  }
  get createdAt(): Timestamp {
    return this.#platform.createdAt;
  }
  get revision(): bigint {
    return this.#platform.revision;
  }
  get revisionTimestamp(): Timestamp {
    return this.#platform.revisionTimestamp;
  }
  get effectiveTimestamp(): Timestamp | undefined {
    return this.#platform.effectiveTimestamp;
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
    if (typeof view === "string") {
      const version = parseRevision("a view's version", second);
      return this.#leave(() => this.#platform.viewState(view, version, third ?? []));
    }
    return this.#rendered(
      definitionOf(view, this.#context.definitions),
      (second ?? {}) as ParameterValues,
    );
  }

  view<V extends object>(view: Class<V>, parameters: ParameterValues = {}): V | undefined {
    const definition = definitionOf(view, this.#context.definitions);
    const rendered = this.#rendered(definition, parameters);
    return this.#leave(() => storedState(definition).decode(rendered?.content)) as V | undefined;
  }

  query(selector: EventSelector, options: QueryOptions = {}): readonly Event[] {
    selector.assertValid();
    const query: DatabaseQuery = { ...options, selector };
    const events = this.#platform.queryEvents(query);
    this.#context.boundary?.add(selector, this.#at);
    return events;
  }

  speculate(events: EmittedEvent | readonly EmittedEvent[]): SpeculativeDatabase {
    const { definitions, receivedAt, newEventId } = this.#context;
    const drafts = Array.isArray(events)
      ? (events as readonly EmittedEvent[])
      : [events as EmittedEvent];
    const complete = drafts.map((draft) =>
      this.#leave(() => completeEvent(draft, definitions, receivedAt, newEventId)),
    );
    return new AuthorSpeculativeDatabase(
      this.#platform.speculate(complete),
      this.#context,
      this.#at,
    );
  }

  #rendered(
    definition: StateViewDefinition,
    parameters: ParameterValues,
  ): RenderedStateView | undefined {
    const { selector, bindings } = bindParameters(definition, parameters);
    const version = BigInt(definition.version);
    const rendered = this.#leave(() =>
      this.#platform.viewState(definition.name, version, bindings),
    );
    this.#context.boundary?.add(selector, this.#at);
    return rendered;
  }

  #leave<T>(code: () => T): T {
    return (this.#context.authorCode ?? UNWATCHED).leave(code);
  }
}

class AuthorDatabase extends AuthorReadable implements Database {
  readonly #platform: PlatformDatabase;
  readonly #context: ReadContext;
  readonly #at: bigint | undefined;

  constructor(platform: PlatformDatabase, context: ReadContext, at: bigint | undefined) {
    super(platform, context, at);
    this.#platform = platform;
    this.#context = context;
    this.#at = at;
  }

  atRevision(revision: bigint): Database {
    const platform = this.#platform.atRevision(parseRevision("a revision", revision));
    return new AuthorDatabase(platform, this.#context, revision);
  }

  atEffectiveTimestamp(time: TimestampLike): Database {
    const platform = this.#platform.atEffectiveTimestamp(Timestamp.from(time));
    return new AuthorDatabase(platform, this.#context, this.#at);
  }
}

class AuthorSpeculativeDatabase extends AuthorReadable implements SpeculativeDatabase {
  readonly #platform: PlatformSpeculativeDatabase;
  readonly #context: ReadContext;
  readonly #at: bigint | undefined;

  constructor(platform: PlatformSpeculativeDatabase, context: ReadContext, at: bigint | undefined) {
    super(platform, context, at);
    this.#platform = platform;
    this.#context = context;
    this.#at = at;
  }

  get basis(): Database {
    return new AuthorDatabase(this.#platform.basis, this.#context, this.#at);
  }
  get speculatedEventCount(): bigint {
    return this.#platform.speculatedEventCount;
  }

  atEffectiveTimestamp(time: TimestampLike): SpeculativeDatabase {
    const platform = this.#platform.atEffectiveTimestamp(Timestamp.from(time));
    return new AuthorSpeculativeDatabase(platform, this.#context, this.#at);
  }
}

function definitionOf(view: Class, definitions: Definitions): StateViewDefinition {
  const definition = definitions.stateViewOf(view);
  if (definition !== undefined) return definition;
  throw new TypeError(`${view.name} is no state view; add @StateView("name") to it`);
}

interface BoundView {
  /** The view's selector with the values in it. */
  readonly selector: EventSelector;
  /** The same by name, as the platform takes them; each has the kind that it has in the view's selector. */
  readonly bindings: ParameterBindings;
}

function bindParameters(definition: StateViewDefinition, values: ParameterValues): BoundView {
  const bindings = [...definition.parameters].map(
    ([name, kind]) => [name, eventAttribute(kind, values[name] ?? null)] as const,
  );
  try {
    return { selector: definition.selector.bind(values), bindings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(`state view ${definition.name}: ${reason}`, { cause: error });
  }
}
