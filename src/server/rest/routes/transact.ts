import { sentBack } from "../../../domain/index.js";
import { traceExtensions } from "../../traceContext.js";
import { withExtensions } from "../../../platform/index.js";
import { eventFromJson } from "../../../protocol/json/eventFromJson.js";
import { textOfBody } from "../../../protocol/json/members.js";
import {
  eventBatch,
  transactionFromJson,
  type SentTransaction,
} from "../../../protocol/json/transactionFromText.js";
import { summaryToJson } from "../json/transactionToJson.js";
import { json } from "../answer.js";
import { API, databaseOf, type RestCall, type RestRoute } from "../route.js";

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
function sentFrom({ headers }: RestCall, body: Uint8Array): SentTransaction {
  const text = textOfBody(body);
  const essence = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  switch (essence) {
    case "application/cloudevents+json":
      return { events: [eventFromJson(text, "the event")], conditions: [] };
    case "application/cloudevents-batch+json":
      return { events: eventBatch(text), conditions: [] };
    default:
      return transactionFromJson(text);
  }
}
