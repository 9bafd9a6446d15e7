import {
  eventAttribute,
  type EventAttribute,
  type EventSelector,
  type ParameterBindings,
  type ParameterValues,
  messageOf,
} from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { storedState, type StoredState } from "./storedState.js";

/** A view that the platform can be asked for. */
export interface ReadableView {
  readonly name: string;
  readonly version: bigint;
  readonly stored: StoredState;
  /** @throws RangeError for values that do not fit the view's selector. */
  bind(values: ParameterValues): BoundView;
}

export interface BoundView {
  /** The view's selector with the values in it. */
  readonly selector: EventSelector;
  /** The same by name, as the platform takes them; each has the kind that it has in the view's selector. */
  readonly bindings: ParameterBindings;
}

const prepared = new WeakMap<StateViewDefinition, ReadableView>();

/** How a view is asked for; prepared once for each definition. */
export function readableView(definition: StateViewDefinition): ReadableView {
  let known = prepared.get(definition);
  if (known === undefined) {
    known = prepare(definition);
    prepared.set(definition, known);
  }
  return known;
}

function prepare(definition: StateViewDefinition): ReadableView {
  const { name, version } = definition;
  const selector = definition.selector.prepare();
  const parameters = [...definition.parameters].map(([key, kind]) => ({ key, kind }));
  return {
    name,
    version: BigInt(version),
    stored: storedState(definition),
    bind: (values) => {
      const bindings: [string, EventAttribute][] = [];
      for (const { key, kind } of parameters) {
        bindings.push([key, eventAttribute(kind, values[key] ?? null)]);
      }
      try {
        return { selector: selector.bind(values), bindings };
      } catch (error) {
        const reason = messageOf(error);
        throw new RangeError(`state view ${name}: ${reason}`, { cause: error });
      }
    },
  };
}
