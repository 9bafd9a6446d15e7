import type { AttributeKind, SelectorJson } from "../domain/index.js";
import type { DatabaseFunction } from "../domain/index.js";
import type { Consistency, QueryTemporality } from "./options.js";
import type { RuleDescription } from "./payload.js";
import type { SourceLocation } from "./sourceLocation.js";

/** Raised when readers of an older model would misread this one. */
export const MODEL_SCHEMA_VERSION = 1;

/**
 * Everything that a project defines, as plain JSON. Written to `model.json`; its JSON Schema is
 * published as `evidentsource-functions/model.schema.json`.
 */
export interface Model {
  readonly schemaVersion: typeof MODEL_SCHEMA_VERSION;
  readonly stateViews: readonly StateViewModel[];
  readonly stateChanges: readonly StateChangeModel[];
  readonly events: readonly DomainEventModel[];
}

export interface StateViewModel {
  readonly name: string;
  readonly version: number;
  readonly className: string;
  readonly description?: string;
  readonly selector: SelectorJson;
  readonly parameters: readonly ParameterModel[];
  readonly temporality: QueryTemporality;
  readonly contentType: string;
  readonly contentSchema?: string;
  readonly sourceCodeUri?: string;
  readonly codec: "json" | "custom";
  readonly invalidEvents: "fail" | "skip";
  readonly handlers: readonly HandlerModel[];
  readonly state: readonly PropertyModel[];
  readonly where?: SourceLocation;
}

export interface ParameterModel {
  readonly name: string;
  readonly kind: AttributeKind;
}

export interface HandlerModel {
  readonly method: string;
  /** Event types, or `"any"` for every other selected event. */
  readonly eventTypes: readonly string[] | "any";
  /** The class of the events' data; absent when the handler does not look at it. */
  readonly payload?: string;
}

export interface StateChangeModel {
  readonly name: string;
  readonly className: string;
  readonly description?: string;
  readonly sourceCodeUri?: string;
  readonly decision: {
    readonly className: string;
    readonly method: string;
    readonly consistency: Consistency;
  };
  readonly uses: readonly DatabaseFunction[];
  readonly properties: readonly PropertyModel[];
  readonly where?: SourceLocation;
}

export interface DomainEventModel {
  readonly type: string;
  readonly className: string;
  readonly description?: string;
  readonly stream?: string;
  readonly subjectProperty?: string;
  readonly dataSchema?: string;
  readonly properties: readonly PropertyModel[];
  readonly where?: SourceLocation;
}

export interface PropertyModel {
  readonly property: string;
  /** The property's name in JSON. */
  readonly wireName: string;
  readonly optional: boolean;
  readonly rules: readonly RuleDescription[];
  /** The class of the value or of its elements. */
  readonly type?: string;
}
