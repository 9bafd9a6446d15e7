import {
  eventAttribute,
  mergeProperties,
  parseRevision,
  Timestamp,
  type Class,
  type Database,
  type DatabaseQuery,
  type EmittedEvent,
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
export function authorDatabase(platform: PlatformDatabase, context: ReadContext): Database {
  return databaseAt(platform, context, undefined);
}

/** @param at the revision that was asked for, if any was: it tells reads of the past from the present */
function databaseAt(
  platform: PlatformDatabase,
  context: ReadContext,
  at: bigint | undefined,
): Database {
  return mergeProperties(readableDatabase(platform, context, at), {
    atRevision: (revision) =>
      databaseAt(platform.atRevision(parseRevision("a revision", revision)), context, revision),
    atEffectiveTimestamp: (time) =>
      databaseAt(platform.atEffectiveTimestamp(Timestamp.from(time)), context, at),
  } satisfies Omit<Database, keyof ReadableDatabase>);
}

function speculativeDatabase(
  platform: PlatformSpeculativeDatabase,
  context: ReadContext,
  at: bigint | undefined,
): SpeculativeDatabase {
  return mergeProperties(readableDatabase(platform, context, at), {
    get basis() {
      return databaseAt(platform.basis, context, at);
    },
    get speculatedEventCount() {
      return platform.speculatedEventCount;
    },
    atEffectiveTimestamp: (time) =>
      speculativeDatabase(platform.atEffectiveTimestamp(Timestamp.from(time)), context, at),
  } satisfies Omit<SpeculativeDatabase, keyof ReadableDatabase>);
}

/** Properties are read when they are asked for: each may be a call out of the component. */
function readableDatabase(
  platform: PlatformReadable,
  context: ReadContext,
  at: bigint | undefined,
): ReadableDatabase {
  const { leave } = context.authorCode ?? UNWATCHED;
  function viewState(view: Class, parameters?: ParameterValues): RenderedStateView | undefined;
  function viewState(
    name: string,
    version: bigint,
    parameters?: ParameterBindings,
  ): RenderedStateView | undefined;
  function viewState(
    view: Class | string,
    second?: ParameterValues | bigint,
    third?: ParameterBindings,
  ): RenderedStateView | undefined {
    if (typeof view === "string") {
      const version = parseRevision("a view's version", second);
      return leave(() => platform.viewState(view, version, third ?? []));
    }
    const definition = definitionOf(view, context.definitions);
    const { selector, bindings } = bindParameters(definition, (second ?? {}) as ParameterValues);
    const rendered = leave(() =>
      platform.viewState(definition.name, BigInt(definition.version), bindings),
    );
    context.boundary?.add(selector, at);
    return rendered;
  }
  return {
    get name() {
      return platform.name;
    },
    get createdAt() {
      return platform.createdAt;
    },
    get revision() {
      return platform.revision;
    },
    get revisionTimestamp() {
      return platform.revisionTimestamp;
    },
    get effectiveTimestamp() {
      return platform.effectiveTimestamp;
    },
    viewState,
    view: <V extends object>(view: Class<V>, parameters: ParameterValues = {}) => {
      const rendered = viewState(view, parameters);
      const definition = definitionOf(view, context.definitions);
      return leave(() => storedState(definition).decode(rendered?.content)) as V | undefined;
    },
    query: (selector: EventSelector, options: QueryOptions = {}) => {
      selector.assertValid();
      const events = platform.queryEvents({ ...options, selector } satisfies DatabaseQuery);
      context.boundary?.add(selector, at);
      return events;
    },
    speculate: (events: EmittedEvent | readonly EmittedEvent[]) => {
      const drafts = Array.isArray(events)
        ? (events as readonly EmittedEvent[])
        : [events as EmittedEvent];
      const complete = drafts.map((draft) =>
        leave(() =>
          completeEvent(draft, context.definitions, context.receivedAt, context.newEventId),
        ),
      );
      return speculativeDatabase(platform.speculate(complete), context, at);
    },
  };
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
