import type { DecisionOutcome, DecisionRecord } from "../../../platform/index.js";
import { conditionToJson } from "../../../protocol/json/conditionJson.js";

/** How a command was decided. */
export function decisionToJson(record: DecisionRecord): object {
  return {
    number: record.number,
    state_change: record.stateChange,
    version: record.version,
    transaction_id: record.transactionId,
    received_at: record.receivedAt,
    revision: record.revision,
    reads: record.reads,
    conditions: record.conditions.map(conditionToJson),
    attempts: record.attempts,
    lost_races: record.lostRaces,
    milliseconds: Math.round(record.milliseconds * 1_000) / 1_000,
    outcome: outcomeToJson(record.outcome),
  };
}

function outcomeToJson(outcome: DecisionOutcome): object {
  switch (outcome.kind) {
    case "accepted":
      return { kind: outcome.kind, revision: outcome.revision, event_count: outcome.events };
    case "refused":
      return { kind: outcome.kind, refusal: outcome.refusal, message: outcome.message };
    case "failed":
      return { kind: outcome.kind, code: outcome.code, message: outcome.message };
  }
}
