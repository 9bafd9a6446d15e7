import type { ExtensionValue } from "../../domain/index.js";
import { conditionToJson } from "../../protocol/json/conditionJson.js";
import { prospectiveToJson } from "../../protocol/json/eventToJson.js";
import { writeJson } from "../../protocol/json/writeJson.js";
import { ClientError } from "../clientError.js";
import type { KeptWords } from "../keptWords.js";
import type { TransactCall } from "../transport.js";

/** A transaction as the interface takes it. @throws ClientError for an extension that JSON cannot tell. */
export function transactionToJson(call: TransactCall): string {
  for (const { type, extensions } of call.events)
    for (const [name, value] of extensions ?? []) checkExtension(type, name, value);
  return writeJson({
    id: call.id,
    events: call.events.map(prospectiveToJson),
    conditions: call.conditions.map(conditionToJson),
    last_read_revision: call.lastReadRevision,
    ...keptWordsToJson(call),
  });
}

/** Members of a transaction, and parameters of a command. */
export const keptWordsToJson = (kept: KeptWords): Readonly<Record<string, string | undefined>> => ({
  commit_message: kept.commitMessage,
  correlation_id: kept.correlationId,
  causation_id: kept.causationId,
});

/** In JSON all texts are strings: an instant would be stored as something else, without a word. */
function checkExtension(type: string, name: string, { kind }: ExtensionValue): void {
  if (kind === "string" || kind === "boolean" || kind === "integer") return;
  throw new ClientError(
    "invalid-event",
    `the event ${type}: extension ${name} is of the kind ${kind}, which cannot be told over REST; send it over gRPC, or as a string`,
  );
}
