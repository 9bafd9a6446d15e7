import type { HostedDatabase } from "../../../platform/index.js";
import type { Transaction } from "../../../database/index.js";
import { integer64 } from "../../../protocol/json/members.js";
import { summaryToJson, transactionToJson } from "../json/transactionToJson.js";
import { writeJson } from "../../../protocol/json/writeJson.js";
import { jsonStream } from "../answer.js";
import { eventStream, wantsEventStream, type ServerSentEvent } from "../eventStream.js";
import { COUNT, FLAG, REVISION } from "../expected.js";
import { flag, integerParameter, limitParameter } from "../queryParameters.js";
import { API, databaseOf, type RestCall, type RestRoute } from "../route.js";

const STANDARD_LIMIT = 100;

/**
 * The transactions, the oldest first: as JSON up to the present, or as server-sent events that go on,
 * each with its revision as its id. A client that comes back with `Last-Event-ID` misses none.
 */
export const readLog: RestRoute = {
  operation: "readLog",
  method: "GET",
  path: `${API}/db/{database}/log`,
  query: { from: REVISION, limit: COUNT, detail: FLAG },
  async answer(call) {
    const database = await databaseOf(call);
    const toJson = flag(call, "detail") ? transactionToJson : summaryToJson;
    // A stream that has begun cannot be refused any more.
    await database.latest();
    if (wantsEventStream(call.headers)) {
      const from = startOf(call);
      return eventStream(call, (signal) => followed(database, from, toJson, signal));
    }
    const limit = limitParameter(call, STANDARD_LIMIT);
    const from = integerParameter(call, "from") ?? 0n;
    async function* texts(): AsyncGenerator<string, void, undefined> {
      let count = 0;
      for await (const transaction of database.log(from)) {
        yield writeJson(toJson(transaction));
        if (++count >= limit) return;
      }
    }
    return jsonStream({ database: database.name }, "transactions", texts());
  },
};

/** After the last one that the client saw, or from where it says. */
function startOf(call: RestCall): bigint {
  const last = call.headers.get("last-event-id");
  if (last !== null) return integer64(last, "Last-Event-ID") + 1n;
  return integerParameter(call, "from") ?? 0n;
}

async function* followed(
  database: HostedDatabase,
  from: bigint,
  toJson: (transaction: Transaction) => object,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  let next = from;
  for await (const { revision } of database.updates(signal)) {
    if (revision < next) continue;
    for await (const transaction of database.log(next)) {
      if (signal.aborted) return;
      yield { id: transaction.revision, event: "transaction", data: toJson(transaction) };
      next = transaction.revision + 1n;
    }
  }
}
