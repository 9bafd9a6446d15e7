import { messageOf } from "../domain/index.js";
import type {
  EventSelector,
  ParameterBindings,
  ParameterValues,
  RenderedStateView,
  Timestamp,
} from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import { byEffectiveTime } from "./select.js";
import type { StateViewSource } from "./stateViewSource.js";
import type { StoredEvent } from "./storedEvent.js";

/** As of when a view is rendered. */
export interface RenderingPoint {
  readonly database: string;
  readonly createdAt: Timestamp;
  readonly revision: bigint;
  readonly revisionTimestamp: Timestamp;
}

/**
 * Folds the events that the view selects, of those given, into an earlier rendering or into nothing.
 * `undefined` when nothing has ever been folded.
 */
export function renderStateView(
  source: StateViewSource,
  bindings: ParameterBindings,
  events: Iterable<StoredEvent>,
  point: RenderingPoint,
  earlier?: RenderedStateView,
): RenderedStateView | undefined {
  const selector = boundSelector(source, bindings);
  const selected = [...events].filter((event) => selector.matches(event));
  if (source.temporality === "effective_timestamp") selected.sort(byEffectiveTime);
  const last = selected.reduce<StoredEvent | undefined>(
    (latest, event) => (latest === undefined || event.revision > latest.revision ? event : latest),
    undefined,
  );
  const stored: RenderedStateView = {
    context: {
      database: point.database,
      name: source.name,
      version: source.version,
      databaseRevision: point.revision,
      databaseRevisionTimestamp: point.revisionTimestamp,
      contentType: source.contentType,
      contentSchema: source.contentSchema,
    },
    content: earlier?.content,
    lastModifiedRevision: earlier?.lastModifiedRevision ?? 0n,
    lastModifiedTimestamp: earlier?.lastModifiedTimestamp ?? point.createdAt,
  };
  if (last === undefined) return earlier === undefined ? undefined : stored;
  return {
    ...stored,
    content: source.evolve(stored, selected),
    lastModifiedRevision: last.revision,
    lastModifiedTimestamp: last.effectiveTime,
  };
}

/** @throws DatabaseError when the parameters do not fit the view's selector. */
function boundSelector(source: StateViewSource, bindings: ParameterBindings): EventSelector {
  const values = parameterValues(source, bindings);
  try {
    return source.selector.bind(values);
  } catch (error) {
    const reason = messageOf(error);
    throw new DatabaseError("invalid-argument", `state view ${source.name}: ${reason}`);
  }
}

/** @throws DatabaseError when a parameter comes twice, or has another kind than in the view's selector. */
function parameterValues(
  { name, parameters }: StateViewSource,
  bindings: ParameterBindings,
): ParameterValues {
  const values = new Map<string, string | null>();
  for (const [parameter, { kind, value }] of bindings) {
    const declared = parameters.get(parameter);
    if (declared !== undefined && declared !== kind) {
      throw new DatabaseError(
        "invalid-argument",
        `parameter ${parameter} of state view ${name} must be of the kind ${declared}, but is given as ${kind}`,
      );
    }
    if (values.has(parameter)) {
      throw new DatabaseError(
        "invalid-argument",
        `parameter ${parameter} of state view ${name} was given twice`,
      );
    }
    values.set(parameter, value);
  }
  // Own properties, whatever their names: assigned, a parameter `__proto__` would go unnoticed.
  return Object.fromEntries(values);
}
