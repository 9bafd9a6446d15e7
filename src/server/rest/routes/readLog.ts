import type { HostedDatabase } from "../../../platform/index.js";
import type { Transaction } from "../../../database/index.js";
import { integer64 } from "../../../protocol/json/members.js";
import { summaryToJson, transactionToJson } from "../json/transactionToJson.js";
import { writeJson } from "../../../protocol/json/writeJson.js";
import { jsonStream } from "../answer.js";
import { eventStream, wantsEventStream, type ServerSentEvent } from "../eventStream.js";
import { COUNT, FLAG, REVISION } from "../expected.js";
import { LOG_PAGE } from "../pages.js";
import { flag, integerParameter, limitParameter, parameter } from "../queryParameters.js";
import { API, databaseOf, type RestRoute } from "../route.js";

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
    const { revision } = await database.latest();
    const isWithin = (position: bigint, name: string): void => {
      if (position > revision + 1n) throw beyond(database.name, revision, name);
    };
    const from = integerParameter(call, "from") ?? 0n;
    isWithin(from, `from ${String(from)}`);
    if (wantsEventStream(call.headers)) {
      if (parameter(call, "limit") !== undefined)
        throw new RangeError("limit is for pages of JSON: an event stream goes on");
      const last = lastSeen(call.headers);
      const next = last === undefined ? from : last + 1n;
      isWithin(next, `Last-Event-ID ${String(last)}`);
      return eventStream(call, (signal) => followed(database, next, toJson, signal));
    }
    const limit = limitParameter(call, LOG_PAGE);
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

/** The last one that the client saw. */
function lastSeen(headers: Headers): bigint | undefined {
  const last = headers.get("last-event-id");
  return last === null ? undefined : integer64(last, "Last-Event-ID");
}

/** A place that this log never had: what comes there later is not all that the reader has missed. */
const beyond = (database: string, head: bigint, position: string): RangeError =>
  new RangeError(
    `${position} lies beyond the log of ${database}, whose latest revision is ${String(head)}; if it was read before, the database was restored or made anew since, and is to be read from its start`,
  );

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
