// The decision as a careful developer writes it without any library.
import type {
  WitCommand,
  WitDatabase,
  WitDecision,
  WitStateChangeError,
  WitStateChangeMetadata,
} from "../../../src/wasm/wit/wit.js";
import { Movement } from "./payloads.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function decide(
  db: WitDatabase,
  command: WitCommand,
  metadata: WitStateChangeMetadata,
): WitDecision {
  const { accountId, amount, reference } = commandOf(command);
  const view = db.viewState("account-summary", 1n, [
    ["account_id", { tag: "subject", val: accountId }],
  ]);
  if (!view?.content) throw refused("not-found", `account ${accountId}`);
  const { balance } = JSON.parse(decoder.decode(view.content)) as { readonly balance: number };
  if (!Number.isSafeInteger(balance + amount))
    throw refused("conflict", "the balance is too large");
  const data = JSON.stringify({ account_id: accountId, amount, reference });
  const selector = {
    nodes: [{ tag: "equals" as const, val: { tag: "subject" as const, val: accountId } }],
  };
  return [
    [
      {
        id: crypto.randomUUID(),
        source: "accounts",
        specversion: "1.0",
        type: "account.credited",
        data: { tag: "binary", val: encoder.encode(data) },
        attributes: [
          ["subject", { tag: "string", val: accountId }],
          ["time", { tag: "timestamp", val: metadata.commandReceivedAt }],
          ["datacontenttype", { tag: "string", val: "application/json" }],
        ],
      },
    ],
    [{ tag: "max", val: { selector, revision: db.revision() } }],
  ];
}

function commandOf({ body }: WitCommand): Movement {
  if (body === undefined) throw refused("validation", "no body");
  try {
    return Movement.read(decoder.decode(body));
  } catch (error) {
    throw refused("validation", error instanceof Error ? error.message : String(error));
  }
}

/** An error that engines return as the error of the decision: one takes its members, another its payload. */
function refused(tag: WitStateChangeError["tag"], val: string): Error {
  return Object.assign(new Error(val), { tag, val, payload: { tag, val } });
}
