import type { DatabaseFunction, EventSelector } from "../domain/index.js";

/** Turns a view's state into bytes and back, for content that is not JSON. */
export interface StateCodec<S extends object = object> {
  /** The state as bytes; the same state gives the same bytes. */
  encode(state: S): Uint8Array;
  /** The state that {@link StateCodec.encode} was given. */
  decode(content: Uint8Array): S;
}

/** By what a view is read: at a revision, or as of an effective time. */
export type QueryTemporality = "revision" | "effective_timestamp";

/** What `@StateView` is told beside the name. */
export interface StateViewOptions {
  /**
   * Which events are folded, beside their types, which the handlers say. Parameters of the view are
   * declared by standing here.
   */
  readonly selector?: EventSelector;
  /** What the view is for; published with it. */
  readonly description?: string;
  /**
   * The version of this view that decisions read, where it shall not be the one that was published last.
   * Default: what `evidentsource.lock.json` says, or 1.
   */
  readonly version?: number;
  /** Default: `"revision"`. */
  readonly temporality?: QueryTemporality;
  /** Default: `application/json`. Anything that is not JSON needs a `codec`. */
  readonly contentType?: string;
  /** URI of a schema of the content. */
  readonly contentSchema?: string;
  /** Where the sources of the view lie; published with it. */
  readonly sourceCodeUri?: string;
  /** Turns the state into bytes and back. Default: JSON, by the decorators of the class. */
  readonly codec?: StateCodec;
  /** What to do with a stored event that breaks its class's rules. Default: `"fail"`. */
  readonly invalidEvents?: "fail" | "skip";
}

/** What `@Command` is told beside the name. */
export interface CommandOptions {
  /** What the command is for; published with it. */
  readonly description?: string;
  /** Where the sources of the command lie; published with it. */
  readonly sourceCodeUri?: string;
  /** Database functions that the decision calls in a way that the build cannot see, such as `db[name]()`. */
  readonly uses?: readonly DatabaseFunction[];
}

/** Who says what must not have changed when a decision's events are appended. */
export type Consistency = "derived" | "explicit";

/** What `@Decide` is told. */
export interface DecideOptions {
  /**
   * `"derived"`, the default: a decision that returns only events is appended on condition that
   * nothing has been appended that the views and queries it read would select. `"explicit"`: no
   * condition but those that it returns.
   */
  readonly consistency?: Consistency;
}

/** What `@DomainEvent` is told beside the type. */
export interface DomainEventOptions {
  /** The stream that events of this class are appended to. */
  readonly stream?: string;
  /** What the event means. */
  readonly description?: string;
  /** URI of a schema of the data; becomes the event's `dataschema`. */
  readonly dataSchema?: string;
}
