import type { Class } from "./class.js";
import type { DecodedEvent } from "./decodedEvent.js";
import type { QueryOptions } from "./databaseQuery.js";
import type { Event } from "./event.js";
import type { EmittedEvent } from "./eventDraft.js";
import type { ParameterBindings } from "./platformDatabase.js";
import type { RenderedStateView } from "./renderedStateView.js";
import type { EventSelector } from "./selector/eventSelector.js";
import type { ParameterValues } from "./selector/parameter.js";
import type { Timestamp, TimestampLike } from "./timestamp.js";

/** What a decision can read. */
export interface ReadableDatabase {
  /** The name of the database. */
  readonly name: string;
  /** When the database was created. */
  readonly createdAt: Timestamp;
  /** How many events the database holds: the revision that everything is read at. */
  readonly revision: bigint;
  /** When the last event was recorded, or the database created. */
  readonly revisionTimestamp: Timestamp;
  /** Set on a database that only sees events with an effective time up to this. */
  readonly effectiveTimestamp: Timestamp | undefined;

  /**
   * The state of a view, or `undefined` when nothing has been folded for these parameters.
   *
   * @example
   * const account = db.view(AccountSummary, { account_id: this.accountId });
   */
  view<V extends object>(view: Class<V>, parameters?: ParameterValues): V | undefined;

  /** A view's state as it is stored, with the revision of its last event, by class. */
  viewState(view: Class, parameters?: ParameterValues): RenderedStateView | undefined;

  /** A view's state as it is stored, by name and version, for views of other projects. */
  viewState(
    name: string,
    version: bigint,
    parameters?: ParameterBindings,
  ): RenderedStateView | undefined;

  /**
   * The events of a class, of all or of those that a selector selects, each with its data as an instance
   * of the class; in revision order unless the options say otherwise.
   * @throws UnreadableEventError for an event whose data breaks a rule of the class
   *
   * @example
   * const credits = db.events(AccountCredited, Selector.subject(this.accountId));
   * const total = credits.reduce((sum, { payload }) => sum + payload.amount, 0);
   */
  events<E extends object>(
    eventClass: Class<E>,
    selector?: EventSelector,
    options?: QueryOptions,
  ): readonly DecodedEvent<E>[];

  /** The selected events, in revision order unless the options say otherwise. */
  query(selector: EventSelector, options?: QueryOptions): readonly Event[];

  /** The database as it would be with these events appended. */
  speculate(events: EmittedEvent | readonly EmittedEvent[]): SpeculativeDatabase;
}

/** The database as a decision sees it: fixed at one revision. */
export interface Database extends ReadableDatabase {
  /** The database as it was at an earlier revision. */
  atRevision(revision: bigint): Database;
  /** The database with only the events that take effect at or before the instant. */
  atEffectiveTimestamp(effectiveTime: TimestampLike): Database;
}

/** A database with events that are not stored. They take the revisions that follow its basis. */
export interface SpeculativeDatabase extends ReadableDatabase {
  /** The database with nothing but what is stored. */
  readonly basis: Database;
  /** How many events stand on top of it. */
  readonly speculatedEventCount: bigint;
  /** As {@link Database.atEffectiveTimestamp}, the events that are not stored among the others. */
  atEffectiveTimestamp(effectiveTime: TimestampLike): SpeculativeDatabase;
}
