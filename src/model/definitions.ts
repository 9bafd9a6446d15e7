import type { AttributeKind, Class, EventSelector } from "../domain/index.js";
import type { Diagnostic } from "./diagnostic.js";
import type {
  CommandOptions,
  Consistency,
  DomainEventOptions,
  StateCodec,
  StateViewOptions,
} from "./options.js";
import type { SourceLocation } from "./sourceLocation.js";

/** An event class with what its decorators say. */
export interface DomainEventDefinition {
  readonly type: string;
  readonly target: Class;
  readonly options: DomainEventOptions;
  /** The property that holds the subject. */
  readonly subjectProperty: string | undefined;
  readonly where: SourceLocation | undefined;
}

/** The method of a view that folds events of some types. */
export interface HandlerDefinition {
  readonly method: string;
  /** `undefined`: the handler does not look at the data. */
  readonly payload: Class | undefined;
}

export interface StateViewDefinition {
  readonly name: string;
  readonly version: number;
  readonly target: Class;
  readonly options: StateViewOptions;
  /** Which events are folded: the author's selector and the handlers' event types. */
  readonly selector: EventSelector;
  readonly parameters: ReadonlyMap<string, AttributeKind>;
  readonly contentType: string;
  readonly codec: StateCodec | undefined;
  readonly invalidEvents: "fail" | "skip";
  /** Handlers by event type. */
  readonly handlers: ReadonlyMap<string, HandlerDefinition>;
  /** The handler of every other selected event. */
  readonly anyHandler: HandlerDefinition | undefined;
  readonly where: SourceLocation | undefined;
}

export interface StateChangeDefinition {
  readonly name: string;
  readonly command: Class;
  readonly options: CommandOptions;
  readonly decision: {
    /** The command class itself, or the class that decides for it. */
    readonly target: Class;
    readonly method: string;
    readonly outside: boolean;
    readonly consistency: Consistency;
  };
  readonly where: SourceLocation | undefined;
}

/** What the decorators of a realm define, linked and checked. */
export interface Definitions {
  readonly events: readonly DomainEventDefinition[];
  readonly stateViews: readonly StateViewDefinition[];
  readonly stateChanges: readonly StateChangeDefinition[];
  readonly eventOf: (target: unknown) => DomainEventDefinition | undefined;
  readonly stateViewOf: (target: unknown) => StateViewDefinition | undefined;
  /** Everything that is wrong; what has an error is left out above. */
  readonly diagnostics: readonly Diagnostic[];
}
