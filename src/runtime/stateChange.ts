import {
  InvalidPayloadError,
  JsonError,
  parseJsonBytes,
  payloadCodec,
  type PayloadCodec,
} from "../codec/index.js";
import {
  AppendCondition,
  describe,
  EventSelector,
  isEventDraft,
  isJsonContentType,
  StateChangeError,
  withoutStack,
  type CommandMessage,
  type Database,
  type EmittedEvent,
  type PlatformDatabase,
  type ProspectiveEvent,
  type StateChangeMetadata,
  type Timestamp,
} from "../domain/index.js";
import type { Definitions, StateChangeDefinition } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { authorDatabase } from "./authorDatabase.js";
import { completeEvent, UnfitEventError } from "./completeEvent.js";
import { derivedConditions, type ConsistencyBoundary } from "./consistencyBoundary.js";
import { describeFailure } from "./failure.js";
import { readableView } from "./readableView.js";

/** What an accepted command leads to. */
export interface DecidedEvents {
  readonly events: readonly ProspectiveEvent[];
  readonly conditions: readonly AppendCondition[];
}

/** A state change that can decide. */
export interface StateChange {
  readonly definition: StateChangeDefinition;
  /** What a decision begins with. */
  begin(database: PlatformDatabase, receivedAt: Timestamp): Beginning;
  /**
   * @param beginning - default: that of `begin`.
   * @throws StateChangeError, and nothing else, when the command is refused.
   */
  decide(
    database: PlatformDatabase,
    command: ReadableMessage,
    metadata: StateChangeMetadata,
    beginning?: Beginning,
  ): DecidedEvents;
}

/** What is made anew for each decision. */
export interface Beginning {
  readonly database: Database;
  /** `undefined`: conditions are not derived. */
  readonly boundary: ConsistencyBoundary | undefined;
}

/** A command that an engine may read in its place: the instance of a plan's class, or `undefined` where it cannot. */
export interface ReadableMessage extends CommandMessage {
  readonly read?: ((plan: number) => object | undefined) | undefined;
}

export interface StateChangeOptions {
  /** Makes the ids of events that are given none; default: random ones. */
  readonly newEventId?: () => string;
  readonly authorCode?: AuthorCode;
  /** Where an engine writes events: the event of a draft, or `undefined` where it cannot tell what that comes to. */
  readonly writeEvent?:
    ((draft: object, time: Timestamp) => ProspectiveEvent | undefined) | undefined;
}

/** Prepares a state change for deciding. */
export function stateChange(
  definition: StateChangeDefinition,
  definitions: Definitions,
  { newEventId, authorCode = UNWATCHED, writeEvent }: StateChangeOptions = {},
): StateChange {
  const codec: PayloadCodec<object> = payloadCodec(definition.command, "strict");
  prepare(definitions);
  const isDerived = definition.decision.consistency === "derived";
  const { plan } = codec;
  const begin: StateChange["begin"] = (platform, receivedAt) => {
    const boundary: ConsistencyBoundary | undefined = isDerived ? [] : undefined;
    const context = { definitions, receivedAt, boundary, newEventId, authorCode };
    return { database: authorDatabase(platform, context), boundary };
  };
  return {
    definition,
    begin,
    decide: (platform, message, metadata, beginning) => {
      const command =
        (plan === undefined ? undefined : message.read?.(plan)) ??
        decodeCommand(definition, codec, message);
      const receivedAt = metadata.commandReceivedAt;
      try {
        const { database, boundary } = beginning ?? begin(platform, receivedAt);
        const decided =
          authorCode === UNWATCHED
            ? callDecision(definition, command, database, metadata)
            : authorCode.enter(() => callDecision(definition, command, database, metadata));
        const { events, conditions } = partsOf(decided);
        const complete: ProspectiveEvent[] = [];
        for (const event of events) {
          complete.push(
            writeEvent?.(event, receivedAt) ??
              completeEvent(event, definitions, receivedAt, newEventId),
          );
        }
        return {
          events: complete,
          conditions:
            conditions?.map(checkedCondition) ??
            // Without events there is nothing to append, and so nothing to protect.
            (events.length === 0 || boundary === undefined
              ? []
              : derivedConditions(boundary, platform)),
        };
      } catch (error) {
        throw refusal(error, definition);
      }
    },
  };
}

/** What decisions read and emit: inside a component all of it is made before its first call. */
function prepare({ stateViews, events }: Definitions): void {
  for (const view of stateViews) readableView(view);
  for (const { target } of events) payloadCodec(target, "tolerant");
}

function decodeCommand(
  { name }: StateChangeDefinition,
  codec: PayloadCodec<object>,
  { body, contentType }: CommandMessage,
): object {
  if (body === undefined || body.length === 0)
    throw invalid(name, "it has no body; expected a JSON object");
  if (!isJsonContentType(contentType)) {
    const given = describe(contentType);
    throw invalid(name, `its content type is ${given}; expected application/json`);
  }
  const read = codec.read?.(body);
  if (read !== undefined) return read;
  const refused = codec.refusal?.(body);
  if (refused !== undefined) throw invalid(name, refused.message);
  try {
    return codec.decode(parseJsonBytes(body, "its body"));
  } catch (error) {
    if (error instanceof InvalidPayloadError) throw invalid(name, error.message);
    if (error instanceof JsonError) throw invalid(name, error.message);
    throw StateChangeError.internal(`command ${name}: ${describeFailure(error)}`, { cause: error });
  }
}

const invalid = (name: string, reason: string): StateChangeError =>
  withoutStack(() => StateChangeError.validation(`command ${name}: ${reason}`));

function callDecision(
  { command: commandClass, decision }: StateChangeDefinition,
  command: object,
  database: Database,
  metadata: StateChangeMetadata,
): unknown {
  const { outside, target } = decision;
  const self = outside ? new target() : command;
  // From the prototype: a property of the command must not stand in for its decision.
  const { prototype } = (outside ? target : commandClass) as { readonly prototype: Deciding };
  const method = prototype[decision.method as "decide"];
  return outside
    ? Reflect.apply(method, self, [command, database, metadata])
    : Reflect.apply(method, self, [database, metadata]);
}

interface Deciding {
  readonly decide: (...given: unknown[]) => unknown;
}

interface Parts {
  readonly events: readonly EmittedEvent[];
  /** `undefined`: the decision leaves them to what it has read. */
  readonly conditions: readonly unknown[] | undefined;
}

function partsOf(decided: unknown): Parts {
  if (isEventDraft(decided)) return { events: [decided], conditions: undefined };
  if (isRecord(decided) && "events" in decided) {
    return { events: eventsOf(decided["events"]), conditions: conditionsOf(decided["conditions"]) };
  }
  return { events: eventsOf(decided), conditions: undefined };
}

function eventsOf(value: unknown): readonly EmittedEvent[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  refusePromises(list);
  if (value === undefined || value === null) {
    throw new UnfitEventError(
      "the decision returned nothing; return an event, several, or an empty array",
    );
  }
  for (const item of list) {
    if (isEventDraft(item) || (isRecord(item) && "type" in item && "stream" in item)) continue;
    throw new UnfitEventError(
      `the decision returned ${describe(item)}, which is no event; make events with event(Class, fields)`,
    );
  }
  return list as readonly EmittedEvent[];
}

function refusePromises(values: readonly unknown[]): void {
  const promises = values.filter((value) => value instanceof Promise);
  if (promises.length === 0) return;
  // Rejections, if there are any, must not surface elsewhere.
  for (const promise of promises) promise.catch(() => undefined);
  throw new UnfitEventError("the decision returned a promise; decisions must be synchronous");
}

function conditionsOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw new UnfitEventError(`the decision's conditions must be an array, got ${describe(value)}`);
}

/** Made anew, so that the rules hold for conditions that were not made with `AppendCondition` too. */
function checkedCondition(condition: unknown): AppendCondition {
  const { kind, selector, revision, min, max } = (isRecord(condition) ? condition : {}) as Partial<
    Record<"kind" | "selector", unknown>
  > &
    Record<"revision" | "min" | "max", bigint>;
  if (selector instanceof EventSelector) {
    if (kind === "min" || kind === "max") return AppendCondition[kind](selector, revision);
    if (kind === "range") return AppendCondition.range(selector, min, max);
  }
  throw new UnfitEventError(
    `the decision returned ${describe(condition)} as a condition; make conditions with AppendCondition`,
  );
}

function refusal(
  error: unknown,
  { name, command, decision }: StateChangeDefinition,
): StateChangeError {
  if (StateChangeError.is(error)) return error;
  const place = `${decision.outside ? decision.target.name : command.name}.${decision.method}`;
  const reason = error instanceof UnfitEventError ? error.message : describeFailure(error);
  return StateChangeError.internal(`command ${name}, ${place}: ${reason}`, { cause: error });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
