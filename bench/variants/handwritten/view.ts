// The view as a careful developer writes it without any library.
import type { WitCloudEvent, WitRenderedStateView } from "../../../src/wasm/wit/wit.js";
import { Movement, PaymentReceived } from "./payloads.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

interface StoredSummary {
  readonly balance: number;
  readonly transaction_count: number;
  readonly last_reference: string;
}

class AccountSummary {
  balance = 0;
  transactionCount = 0;
  lastReference = "";

  static decode(content: Uint8Array | undefined): AccountSummary {
    const state = new AccountSummary();
    if (content === undefined || content.length === 0) return state;
    const stored = JSON.parse(decoder.decode(content)) as StoredSummary;
    state.balance = stored.balance;
    state.transactionCount = stored.transaction_count;
    state.lastReference = stored.last_reference;
    return state;
  }

  encode(): Uint8Array {
    const stored: StoredSummary = {
      balance: this.balance,
      transaction_count: this.transactionCount,
      last_reference: this.lastReference,
    };
    return encoder.encode(JSON.stringify(stored));
  }
}

export function evolve(view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array {
  const state = AccountSummary.decode(view.content);
  for (const { type, data } of events) {
    const json = data?.tag === "binary" ? decoder.decode(data.val) : (data?.val ?? "{}");
    switch (type) {
      case "account.credited":
        state.balance += Movement.read(json).amount;
        state.transactionCount += 1;
        break;
      case "account.debited":
        state.balance -= Movement.read(json).amount;
        state.transactionCount += 1;
        break;
      case "account.payment-received": {
        const payment = PaymentReceived.read(json);
        state.balance += payment.amount;
        state.transactionCount += 1;
        state.lastReference = payment.reference ?? "";
      }
    }
  }
  return state.encode();
}
