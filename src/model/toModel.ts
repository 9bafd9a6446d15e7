import { selectorToJson, type Class } from "../domain/index.js";
import type {
  Definitions,
  DomainEventDefinition,
  StateChangeDefinition,
  StateViewDefinition,
} from "./definitions.js";
import { HeldClasses } from "./heldClasses.js";
import {
  MODEL_SCHEMA_VERSION,
  type DomainEventModel,
  type HandlerModel,
  type Model,
  type PropertyModel,
  type StateChangeModel,
  type StateViewModel,
} from "./model.js";
import type { DescribePayload } from "./payload.js";

/** The definitions as plain JSON, each kind sorted by name, so that the same sources give the same text. */
export function toModel(definitions: Definitions, describe: DescribePayload): Model {
  const held = new HeldClasses(describe);
  const stored: PropertiesOf = (target) => held.propertiesOf(target);
  const sent: PropertiesOf = (target) => held.propertiesOf(target, false);
  const model: Model = {
    schemaVersion: MODEL_SCHEMA_VERSION,
    stateViews: sorted(definitions.stateViews, ({ name }) => name).map((view) =>
      viewModel(view, stored),
    ),
    stateChanges: sorted(definitions.stateChanges, ({ name }) => name).map((change) =>
      changeModel(change, sent),
    ),
    events: sorted(definitions.events, ({ type }) => type).map((event) => eventModel(event, sent)),
  };
  const classes = sorted(held.models, ({ className }) => className);
  return classes.length === 0 ? model : { ...model, classes };
}

type PropertiesOf = (target: Class) => readonly PropertyModel[];

function viewModel(view: StateViewDefinition, properties: PropertiesOf): StateViewModel {
  const { options, target } = view;
  return defined({
    name: view.name,
    version: view.version,
    pinned: options.version === undefined ? undefined : (true as const),
    className: target.name,
    description: options.description,
    selector: selectorToJson(view.selector),
    parameters: [...view.parameters].map(([name, kind]) => ({ name, kind })),
    temporality: options.temporality ?? "revision",
    contentType: view.contentType,
    contentSchema: options.contentSchema,
    sourceCodeUri: options.sourceCodeUri,
    codec: view.codec === undefined ? "json" : "custom",
    invalidEvents: view.invalidEvents,
    handlers: handlerModels(view),
    state: properties(target),
    where: view.where,
  });
}

/** One entry for each method and payload class, in the order in which the class declares them. */
function handlerModels({ handlers, anyHandler }: StateViewDefinition): HandlerModel[] {
  const models = new Map<string, HandlerModel & { eventTypes: string[] }>();
  for (const [type, { method, payload }] of handlers) {
    const key = `${method} ${payload?.name ?? ""}`;
    const eventTypes: string[] = [];
    const model = models.get(key) ?? { ...defined({ method, payload: payload?.name }), eventTypes };
    model.eventTypes.push(type);
    models.set(key, model);
  }
  const any: HandlerModel[] =
    anyHandler === undefined ? [] : [{ method: anyHandler.method, eventTypes: "any" }];
  return [...models.values(), ...any];
}

function changeModel(change: StateChangeDefinition, properties: PropertiesOf): StateChangeModel {
  const { command, decision, options } = change;
  return defined({
    name: change.name,
    className: command.name,
    description: options.description,
    sourceCodeUri: options.sourceCodeUri,
    decision: {
      className: decision.target.name,
      method: decision.method,
      consistency: decision.consistency,
    },
    uses: options.uses ?? [],
    properties: properties(command),
    where: change.where,
  });
}

function eventModel(event: DomainEventDefinition, properties: PropertiesOf): DomainEventModel {
  const { options, target } = event;
  return defined({
    type: event.type,
    className: target.name,
    description: options.description,
    stream: options.stream,
    subjectProperty: event.subjectProperty,
    dataSchema: options.dataSchema,
    properties: properties(target),
    where: event.where,
  });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its undefined properties, which JSON does not know. */
function defined<const T extends object>(object: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/** By code unit: the same on every machine. */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
