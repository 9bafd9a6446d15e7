// The decision as one writes it without this package, with class-transformer and class-validator.
import { instanceToPlain, plainToInstance } from "class-transformer";
import type {
  WitCommand,
  WitDatabase,
  WitDecision,
  WitStateChangeError,
  WitStateChangeMetadata,
} from "../../../src/wasm/wit/wit.js";
import { AccountSummary, Movement } from "./payloads.js";
import { read } from "./read.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function decide(
  db: WitDatabase,
  command: WitCommand,
  metadata: WitStateChangeMetadata,
): WitDecision {
  const deposit = commandOf(command);
  const { accountId } = deposit;
  const view = db.viewState("account-summary", 1n, [
    ["account_id", { tag: "subject", val: accountId }],
  ]);
  if (!view?.content) throw refused("not-found", `account ${accountId}`);
  const plain = JSON.parse(decoder.decode(view.content)) as object;
  const { balance } = plainToInstance(AccountSummary, plain);
  if (!Number.isSafeInteger(balance + deposit.amount)) {
    throw refused("conflict", "the balance is too large");
  }
  const credited = {
    id: crypto.randomUUID(),
    source: "accounts",
    specversion: "1.0",
    type: "account.credited",
    data: {
      tag: "binary" as const,
      val: encoder.encode(JSON.stringify(instanceToPlain(deposit))),
    },
    attributes: [
      ["subject", { tag: "string", val: accountId }],
      ["time", { tag: "timestamp", val: metadata.commandReceivedAt }],
      ["datacontenttype", { tag: "string", val: "application/json" }],
    ] satisfies WitDecision[0][0]["attributes"],
  };
  const selector = {
    nodes: [{ tag: "equals" as const, val: { tag: "subject" as const, val: accountId } }],
  };
  return [[credited], [{ tag: "max", val: { selector, revision: db.revision() } }]];
}

function commandOf({ body }: WitCommand): Movement {
  if (body === undefined) throw refused("validation", "no body");
  try {
    return read(Movement, decoder.decode(body));
  } catch (error) {
    throw refused("validation", error instanceof Error ? error.message : String(error));
  }
}

/** An error that engines return as the error of the decision: one takes its members, another its payload. */
function refused(tag: WitStateChangeError["tag"], val: string): Error {
  return Object.assign(new Error(val), { tag, val, payload: { tag, val } });
}
