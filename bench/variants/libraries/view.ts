// The view as one writes it without this package, with class-transformer and class-validator.
import { instanceToPlain, plainToInstance } from "class-transformer";
import type { WitCloudEvent, WitRenderedStateView } from "../../../src/wasm/wit/wit.js";
import { AccountSummary, Movement, PaymentReceived } from "./payloads.js";
import { read } from "./read.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function evolve(view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array {
  const state = stored(view.content);
  for (const { type, data } of events) {
    const json = data?.tag === "binary" ? decoder.decode(data.val) : (data?.val ?? "{}");
    if (type === "account.credited") {
      state.balance += read(Movement, json).amount;
      state.transactionCount += 1;
    } else if (type === "account.debited") {
      state.balance -= read(Movement, json).amount;
      state.transactionCount += 1;
    } else if (type === "account.payment-received") {
      const payment = read(PaymentReceived, json);
      state.balance += payment.amount;
      state.transactionCount += 1;
      state.lastReference = payment.reference ?? "";
    }
  }
  return encoder.encode(JSON.stringify(instanceToPlain(state)));
}

function stored(content: Uint8Array | undefined): AccountSummary {
  if (content === undefined || content.length === 0) return new AccountSummary();
  return plainToInstance(AccountSummary, JSON.parse(decoder.decode(content)) as object);
}
