import { GrpcClient } from "../server/grpcClient.js";

export const DATABASE = "durable";
const CONNECTIONS = 4;
const CALLERS = 4;

/** Sends transactions until the server is gone; tells which were sent, and which were acknowledged. */
export function startLoad(port, round) {
  /** Transaction id → ids of its events. */
  const sent = new Map();
  /** Transaction id → revision. */
  const acknowledged = new Map();
  let isOver = false;
  const callers = [];
  for (let connection = 0; connection < CONNECTIONS; connection++) {
    const client = new GrpcClient(port);
    const run = async (caller) => {
      for (let number = 0; !isOver; number++) {
        const id = `${String(round)}-${String(connection)}-${String(caller)}-${String(number)}`;
        const transaction = transactionOf(id, 1 + (number % 5));
        sent.set(id, transaction.events);
        try {
          const { result } = await client.call("transact", transaction);
          acknowledged.set(id, result.transactionSummary.revision);
        } catch {
          return;
        }
      }
    };
    const own = Array.from({ length: CALLERS }, (_none, caller) => run(caller));
    callers.push(Promise.all(own).finally(() => client.close()));
  }
  return {
    sent,
    acknowledged,
    over: async () => {
      isOver = true;
      await Promise.all(callers);
    },
  };
}

/** What a caller sends, and sends again, under an id. */
export function transactionOf(id, count) {
  const events = Array.from({ length: count }, (_none, index) => ({
    specVersion: "1.0",
    id: `${id}.${String(index)}`,
    source: `stream-${String(index)}`,
    type: "happened",
    data: { case: "textData", value: id.repeat(1 + ((index * 37) % 50)) },
  }));
  return { databaseName: DATABASE, transactionId: id, events };
}
