// Lifting, JSON, this package's codec and the handlers, and nothing else of this package: what the
// fold of "ours" takes beyond this is the package's own.
import {
  decodeUtf8,
  jsonStateCodec,
  parseJson,
  payloadCodec,
  type PayloadCodec,
} from "../../../src/codec/index.js";
import type { WitCloudEvent, WitRenderedStateView } from "../../../src/wasm/wit/wit.js";
import { AccountSummary } from "../ours/account-summary.js";
import { AccountCredited, AccountDebited, PaymentReceived } from "../ours/events.js";

type EventJson = (event: WitCloudEvent) => unknown;

/** What an engine offers natively; absent in others. */
const natives = (globalThis as Record<symbol, { readonly eventJson?: EventJson } | undefined>)[
  Symbol.for("evidentsource-functions.natives")
];
const nativeJson: EventJson = natives?.eventJson ?? (() => undefined);

const state = jsonStateCodec(AccountSummary);
const credited = payloadCodec(AccountCredited, "tolerant");
const debited = payloadCodec(AccountDebited, "tolerant");
const paymentReceived = payloadCodec(PaymentReceived, "tolerant");

export function evolve(view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array {
  const { content } = view;
  const summary =
    content === undefined || content.length === 0 ? new AccountSummary() : state.decode(content);
  for (const event of events) {
    switch (event.type) {
      case "account.credited":
        summary.credited(read(credited, event));
        break;
      case "account.debited":
        summary.debited(read(debited, event));
        break;
      case "account.payment-received":
        summary.paymentReceived(read(paymentReceived, event));
    }
  }
  return state.encode(summary);
}

function read<T extends object>(codec: PayloadCodec<T>, event: WitCloudEvent): T {
  return codec.decode(nativeJson(event) ?? parsed(event));
}

function parsed({ data }: WitCloudEvent): unknown {
  return parseJson(data?.tag === "binary" ? decodeUtf8(data.val) : (data?.val ?? "{}"));
}
