import { elementTexts } from "../../codec/jsonText.js";
import type { AppendCondition, ProspectiveEvent } from "../../domain/index.js";
import { conditionFromJson } from "./conditionJson.js";
import { eventFromJson } from "./eventFromJson.js";
import { integer64, membersOf, onlyMembersOf, stringMember, type Members } from "./members.js";

/** A transaction as it is sent. */
export interface SentTransaction {
  readonly id?: string | undefined;
  readonly events: readonly ProspectiveEvent[];
  readonly conditions: readonly AppendCondition[];
  readonly lastReadRevision?: bigint | undefined;
  readonly principalAttributes?: ReadonlyMap<string, string>;
  readonly commitMessage?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
}

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

/**
 * What a text in JSON sends: an array of events, one event, which says its `specversion`, or a whole
 * transaction.
 * @throws RangeError that says what is missing or wrong.
 */
export function transactionFromText(text: string): SentTransaction {
  if (text.trimStart().startsWith("[")) return { events: eventBatch(text), conditions: [] };
  return membersOf(text, "the text").has("specversion")
    ? { events: [eventFromJson(text, "the event")], conditions: [] }
    : transactionFromJson(text);
}

/** Events in the batch format of CloudEvents. @throws RangeError for anything else. */
export function eventBatch(text: string): readonly ProspectiveEvent[] {
  if (text.trimStart().startsWith("["))
    return eventsFrom(elementsOf(membersOf(`{"events":${text}}`, "the batch"), "events"));
  throw new RangeError("a batch of events must be a JSON array");
}

/** A whole transaction. @throws RangeError that says what is missing or wrong. */
export function transactionFromJson(text: string): SentTransaction {
  const members = onlyMembersOf(text, WHERE, MEMBERS);
  const lastRead = members.get("last_read_revision")?.value ?? undefined;
  const id = stringMember(members, "id", WHERE);
  // A variable that a script forgot to set, sent again, would be committed again.
  if (id === "")
    throw new RangeError(
      `${WHERE}.id is empty; expected an id that is new for each intent, or none`,
    );
  return {
    id,
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

const eventsFrom = (texts: readonly string[]): readonly ProspectiveEvent[] =>
  texts.map((event, index) => eventFromJson(event, `events[${String(index)}]`));

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
