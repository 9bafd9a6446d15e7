import {
  DatabaseError,
  type Decided,
  type LogQuery,
  type PublishedStateView,
} from "../../database/index.js";
import {
  messageOf,
  selectorFromJson,
  selectorToJson,
  StateChangeError,
  StateViewError,
  Timestamp,
} from "../../domain/index.js";
import {
  decodeCondition,
  decodeProspective,
  encodeCondition,
  encodeProspective,
} from "../../protocol/index.js";
import type { Outcome, WireFailure, WireInstant, WireQuery, WireView } from "./messages.js";

/** Values of the domain ⇄ what crosses threads. */

export const toInstant = ({ seconds, nanoseconds }: Timestamp): WireInstant => ({
  seconds,
  nanoseconds,
});

export const fromInstant = ({ seconds, nanoseconds }: WireInstant): Timestamp =>
  new Timestamp(seconds, nanoseconds);

export const toWireView = ({ selector, parameters, ...view }: PublishedStateView): WireView => ({
  name: view.name,
  version: view.version,
  selector: selectorToJson(selector),
  parameters: new Map(parameters),
  temporality: view.temporality,
  contentType: view.contentType,
  contentSchema: view.contentSchema,
  componentHash: view.componentHash,
});

export const fromWireView = (view: WireView): PublishedStateView => ({
  ...view,
  selector: selectorFromJson(view.selector),
});

export function toWireQuery({
  selector,
  effectiveFrom,
  effectiveUpTo,
  ...rest
}: LogQuery): WireQuery {
  return {
    ...rest,
    ...(selector && { selector: selectorToJson(selector) }),
    ...(effectiveFrom && {
      effectiveFrom: { ...effectiveFrom, timestamp: toInstant(effectiveFrom.timestamp) },
    }),
    ...(effectiveUpTo && { effectiveUpTo: toInstant(effectiveUpTo) }),
  };
}

export function fromWireQuery({
  selector,
  effectiveFrom,
  effectiveUpTo,
  ...rest
}: WireQuery): LogQuery {
  return {
    ...rest,
    ...(selector && { selector: selectorFromJson(selector) }),
    ...(effectiveFrom && {
      effectiveFrom: { ...effectiveFrom, timestamp: fromInstant(effectiveFrom.timestamp) },
    }),
    ...(effectiveUpTo && { effectiveUpTo: fromInstant(effectiveUpTo) }),
  };
}

export const toOutcome = ({ events, conditions }: Decided): Outcome => ({
  kind: "decided",
  events: events.map(encodeProspective),
  conditions: conditions.map(encodeCondition),
});

export const fromDecided = ({ events, conditions }: Outcome & { kind: "decided" }): Decided => ({
  events: events.map(decodeProspective),
  conditions: conditions.map(decodeCondition),
});

export function toFailure(error: unknown): WireFailure {
  if (StateChangeError.is(error))
    return { of: "state-change", kind: error.kind, message: error.message };
  if (error instanceof StateViewError) return { of: "state-view", failure: error.failure };
  if (error instanceof DatabaseError)
    return { of: "database", code: error.code, message: error.message };
  return { of: "unknown", message: messageOf(error) };
}

export function fromFailure(failure: WireFailure): Error {
  switch (failure.of) {
    case "state-change":
      return new StateChangeError(failure.kind, failure.message);
    case "state-view":
      return new StateViewError(failure.failure);
    case "database":
      return new DatabaseError(failure.code, failure.message);
    case "unknown":
      return new Error(failure.message);
  }
}
