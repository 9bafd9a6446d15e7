import { elementTexts, memberTexts } from "../../codec/jsonText.js";
import { parseRoughly } from "../../codec/json.js";
import { storedEventFromJson } from "../../protocol/json/eventFromJson.js";
import {
  instant,
  integer64,
  membersOf,
  stringMember,
  type Members,
} from "../../protocol/json/members.js";
import type { DatabaseState } from "../databaseState.js";
import type { DefinitionName } from "../definitionName.js";
import type { Transaction, TransactionSummary } from "../transaction.js";

const WHERE = "the server's answer";

function text(members: Members, name: string): string {
  const value = stringMember(members, name, WHERE);
  if (value === undefined) throw new RangeError(`${WHERE} has no ${name}`);
  return value;
}

const integer = (members: Members, name: string): bigint =>
  integer64(members.get(name)?.value, `${WHERE}.${name}`);

export function databaseFromJson(json: string): DatabaseState {
  const members = membersOf(json, WHERE);
  return {
    name: text(members, "name"),
    createdAt: instant(text(members, "created_at"), WHERE),
    revision: integer(members, "revision"),
    revisionTimestamp: instant(text(members, "revision_timestamp"), WHERE),
  };
}

/** `undefined` for the answer to a command that led to no events. */
export function summaryFromJson(json: string): TransactionSummary | undefined {
  const members = membersOf(json, WHERE);
  const id = stringMember(members, "id", WHERE);
  if (id === undefined) return undefined;
  return { id, ...placeFrom(members), ...metadataFrom(members.get("metadata")?.text) };
}

/** Where a transaction, or the lack of one, stands. */
export const placeFrom = (
  members: Members,
): Pick<TransactionSummary, "database" | "basis" | "revision" | "recordedAt"> => ({
  database: text(members, "database"),
  basis: integer(members, "basis"),
  revision: integer(members, "revision"),
  recordedAt: instant(text(members, "timestamp"), WHERE),
});

export const answerMembers = (json: string): Members => membersOf(json, WHERE);

type Metadata = Omit<TransactionSummary, "id" | "database" | "basis" | "revision" | "recordedAt">;

function metadataFrom(json = "{}"): Metadata {
  const members = membersOf(json, `${WHERE}.metadata`);
  const optional = (name: string): string | undefined => stringMember(members, name, WHERE);
  const change = members.get("state_change");
  const attributes = members.get("principal_attributes")?.value ?? {};
  return {
    stateChange: change && nameFrom(change.text),
    lastReadRevision: members.has("last_read_revision")
      ? integer(members, "last_read_revision")
      : undefined,
    principalAttributes: new Map(Object.entries(attributes as Record<string, string>)),
    commitMessage: optional("commit_message"),
    correlationId: optional("correlation_id"),
    causationId: optional("causation_id"),
  };
}

export function nameFrom(json: string): DefinitionName {
  const members = membersOf(json, WHERE);
  return { name: text(members, "name"), version: integer(members, "version") };
}

export function transactionFromJson(json: string): Transaction {
  const summary = summaryFromJson(json);
  if (summary === undefined) throw new RangeError(`${WHERE} has no id`);
  return { ...summary, events: elementsOf(json, "events").map(storedEvent) };
}

const storedEvent = (json: string, index: number): Transaction["events"][number] =>
  storedEventFromJson(json, `events[${String(index)}]`);

/** The texts of an array that is a member of an answer. */
export function elementsOf(json: string, member: string): readonly string[] {
  parseRoughly(json, WHERE);
  const [array = "[]"] = memberTexts(json).get(member) ?? [];
  return elementTexts(array);
}
