import { elementTexts } from "../../../codec/jsonText.js";
import { sentBack, type AppendCondition, type ProspectiveEvent } from "../../../domain/index.js";
import type { TransactionMetadata } from "../../../database/index.js";
import { traceExtensions } from "../../traceContext.js";
import { withExtensions } from "../../../platform/index.js";
import { conditionFromJson } from "../../../protocol/json/conditionJson.js";
import { eventFromJson } from "../../../protocol/json/eventFromJson.js";
import {
  integer64,
  membersOf,
  onlyMembersOf,
  stringMember,
  textOfBody,
  type Members,
} from "../../../protocol/json/members.js";
import { summaryToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, databaseOf, type RestCall, type RestRoute } from "../route.js";

interface Sent extends TransactionMetadata {
  readonly id?: string | undefined;
  readonly events: readonly ProspectiveEvent[];
  readonly conditions: readonly AppendCondition[];
}

/** Appends all events or none, if all conditions hold. */
export const transact: RestRoute = {
  operation: "transact",
  method: "POST",
  path: `${API}/db/{database}/transactions`,
  async answer(call) {
    const database = await databaseOf(call);
    const { events, principalAttributes = [], ...sent } = sentFrom(call, await call.body());
    const trace = traceExtensions(call.header);
    const transaction = await database.transact({
      ...sent,
      events: withExtensions(
        events.map((event) => sentBack(event, database)),
        trace,
      ),
      // What the caller proved goes before what it says.
      principalAttributes: new Map([...principalAttributes, ...call.principal]),
      origin: { transport: "http" },
      recordedAt: call.platform.clock(),
    });
    return json(summaryToJson(transaction), 201, {
      location: `${API}/db/${database.name}/transactions/${encodeURIComponent(transaction.id)}`,
    });
  },
};

/** By its content type one event, a batch of events (CloudEvents' JSON format), or a whole transaction. */
function sentFrom({ headers }: RestCall, body: Uint8Array): Sent {
  const text = textOfBody(body);
  const essence = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  switch (essence) {
    case "application/cloudevents+json":
      return { events: [eventFromJson(text, "the event")], conditions: [] };
    case "application/cloudevents-batch+json":
      return { events: eventsFrom(batchTexts(text)), conditions: [] };
    default:
      return transactionFrom(text);
  }
}

function batchTexts(text: string): readonly string[] {
  if (text.trimStart().startsWith("["))
    return elementsOf(membersOf(`{"events":${text}}`, "the batch"), "events");
  throw new RangeError("a batch of events must be a JSON array");
}

const eventsFrom = (texts: readonly string[]): readonly ProspectiveEvent[] =>
  texts.map((event, index) => eventFromJson(event, `events[${String(index)}]`));

const WHERE = "the transaction";
const MEMBERS = [
  "id",
  "events",
  "conditions",
  "last_read_revision",
  "principal_attributes",
  "commit_message",
  "correlation_id",
  "causation_id",
];

function transactionFrom(text: string): Sent {
  const members = onlyMembersOf(text, WHERE, MEMBERS);
  const lastRead = members.get("last_read_revision")?.value ?? undefined;
  return {
    id: stringMember(members, "id", WHERE),
    events: eventsFrom(elementsOf(members, "events")),
    conditions: elementsOf(members, "conditions").map((condition, index) =>
      conditionFromJson(condition, `conditions[${String(index)}]`),
    ),
    lastReadRevision:
      lastRead === undefined ? undefined : integer64(lastRead, `${WHERE}.last_read_revision`),
    principalAttributes: attributesFrom(members),
    commitMessage: stringMember(members, "commit_message", WHERE),
    correlationId: stringMember(members, "correlation_id", WHERE),
    causationId: stringMember(members, "causation_id", WHERE),
  };
}

function elementsOf(members: Members, name: string): readonly string[] {
  const member = members.get(name);
  if (member === undefined || member.value === null) return [];
  if (!Array.isArray(member.value)) throw new RangeError(`${WHERE}.${name} must be an array`);
  return elementTexts(member.text);
}

function attributesFrom(members: Members): ReadonlyMap<string, string> {
  const name = "principal_attributes";
  const given = members.get(name);
  if (given === undefined || given.value === null) return new Map();
  const attributes = onlyStrings(given.value);
  if (attributes === undefined)
    throw new RangeError(`${WHERE}.${name} must be an object of strings`);
  return attributes;
}

function onlyStrings(value: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries: [string, unknown][] = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === "string")
    ? new Map(entries)
    : undefined;
}
