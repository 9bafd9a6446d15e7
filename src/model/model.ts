import type { AttributeKind, SelectorJson } from "../domain/index.js";
import type { DatabaseFunction } from "../domain/index.js";
import type { Consistency, QueryTemporality } from "./options.js";
import type { RuleDescription } from "./payload.js";
import type { JsonForm, StateForm } from "./jsonForm.js";
import type { SourceLocation } from "./sourceLocation.js";

/** Raised when readers of an older model would misread this one. */
export const MODEL_SCHEMA_VERSION = 1;

/**
 * Everything that a project defines, as plain JSON. Written to `model.json`; its JSON Schema is
 * published as `evidentsource-functions/model.schema.json`.
 */
export interface Model {
  /** By which version of the schema it is written. */
  readonly schemaVersion: typeof MODEL_SCHEMA_VERSION;
  /** The state views, by name. */
  readonly stateViews: readonly StateViewModel[];
  /** The state changes, by name. */
  readonly stateChanges: readonly StateChangeModel[];
  /** The classes of events. */
  readonly events: readonly DomainEventModel[];
  /** The classes of values within them; absent where there are none. */
  readonly classes?: readonly ClassModel[];
}

/** A state view. */
export interface StateViewModel {
  /** Its name, unique among state views. */
  readonly name: string;
  /** The version that decisions read. */
  readonly version: number;
  /** Present where the sources say the version. */
  readonly pinned?: true;
  /** The class that declares it. */
  readonly className: string;
  /** What it is for. */
  readonly description?: string;
  /** Which events are folded. */
  readonly selector: SelectorJson;
  /** Its parameters, which stand in the selector. */
  readonly parameters: readonly ParameterModel[];
  /** By what it is read. */
  readonly temporality: QueryTemporality;
  /** The media type of its state. */
  readonly contentType: string;
  /** The URI of a schema of its state. */
  readonly contentSchema?: string;
  /** Where its sources lie. */
  readonly sourceCodeUri?: string;
  /** What turns its state into bytes. */
  readonly codec: "json" | "custom";
  /** What becomes of stored events that break the rules of their class. */
  readonly invalidEvents: "fail" | "skip";
  /** Its methods that fold events. */
  readonly handlers: readonly HandlerModel[];
  /** The properties of its state. */
  readonly state: readonly PropertyModel[];
  /** Where the class stands in the sources. */
  readonly where?: SourceLocation;
}

/** A parameter of a state view. */
export interface ParameterModel {
  /** Its name. */
  readonly name: string;
  /** The attribute that it stands for. */
  readonly kind: AttributeKind;
}

/** A method that folds events. */
export interface HandlerModel {
  /** Its name. */
  readonly method: string;
  /** Event types, or `"any"` for every other selected event. */
  readonly eventTypes: readonly string[] | "any";
  /** The class of the events' data; absent when the handler does not look at it. */
  readonly payload?: string;
}

/** A state change: a command with its decision. */
export interface StateChangeModel {
  /** Its name, unique among state changes. */
  readonly name: string;
  /** The class of the command. */
  readonly className: string;
  /** What it is for. */
  readonly description?: string;
  /** Where its sources lie. */
  readonly sourceCodeUri?: string;
  /** The method that decides, and who says what it depends on. */
  readonly decision: {
    readonly className: string;
    readonly method: string;
    readonly consistency: Consistency;
  };
  /** The functions of the database that its author says that it calls. */
  readonly uses: readonly DatabaseFunction[];
  /** The fields of the command. */
  readonly properties: readonly PropertyModel[];
  /** Where the class stands in the sources. */
  readonly where?: SourceLocation;
}

/** A class of events. */
export interface DomainEventModel {
  /** The type of the events. */
  readonly type: string;
  /** The name of the class. */
  readonly className: string;
  /** What the events mean. */
  readonly description?: string;
  /** The stream that they are appended to. */
  readonly stream?: string;
  /** The property that holds the subject. */
  readonly subjectProperty?: string;
  /** The URI of a schema of the data. */
  readonly dataSchema?: string;
  /** The fields of the data. */
  readonly properties: readonly PropertyModel[];
  /** Where the class stands in the sources. */
  readonly where?: SourceLocation;
}

/** A property of a state, a command or an event. */
export interface PropertyModel {
  /** Its name in the class. */
  readonly property: string;
  /** The property's name in JSON. */
  readonly wireName: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
  /** What is asked of its value. */
  readonly rules: readonly RuleDescription[];
  /** The class of the value or of its elements. */
  readonly type?: string;
  /** What stands for the value in JSON, as far as it is known. */
  readonly json?: JsonForm;
  /** Of a state, and of the classes of values: what its JSON has of the property. */
  readonly inState?: StateForm;
}

/** A class of values within states, commands and events. */
export interface ClassModel {
  /** The name of the class, as `type` of properties has it; a number tells it from another of its name. */
  readonly className: string;
  /** Its fields. */
  readonly properties: readonly PropertyModel[];
}
