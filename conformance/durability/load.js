import { setTimeout } from "node:timers/promises";
import { GrpcClient } from "../server/grpcClient.js";

export const DATABASE = "durable";
const CONNECTIONS = 4;
const CALLERS = 4;
const UNAVAILABLE = 14;

/**
 * Sends transactions to servers until they are gone or it is over; tells which were sent, and which were
 * acknowledged. Where the servers stay and only their store is away, what is told to be unavailable is
 * sent again.
 */
export function startLoad(ports, round, { again = false } = {}) {
  /** Transaction id → ids of its events. */
  const sent = new Map();
  /** Transaction id → revision. */
  const acknowledged = new Map();
  let isOver = false;
  let unavailable = 0;
  const transact = async (client, transaction) => {
    for (;;) {
      try {
        const { result } = await client.call("transact", transaction);
        return result.transactionSummary.revision;
      } catch (error) {
        if (error.code !== UNAVAILABLE || !again || isOver) throw error;
        unavailable++;
        await setTimeout(20);
      }
    }
  };
  const callers = [];
  for (let connection = 0; connection < CONNECTIONS; connection++) {
    const client = new GrpcClient(ports[connection % ports.length]);
    const run = async (caller) => {
      for (let number = 0; !isOver; number++) {
        const id = `${String(round)}-${String(connection)}-${String(caller)}-${String(number)}`;
        const transaction = transactionOf(id, 1 + (number % 5));
        sent.set(id, transaction.events);
        try {
          acknowledged.set(id, await transact(client, transaction));
        } catch (error) {
          if (error.code !== UNAVAILABLE) throw error;
          return;
        }
      }
    };
    const own = Array.from({ length: CALLERS }, (_none, caller) => run(caller));
    callers.push(Promise.all(own).finally(() => client.close()));
  }
  const all = Promise.all(callers);
  all.catch(() => undefined);
  return {
    sent,
    acknowledged,
    over: async () => {
      isOver = true;
      await all;
      return unavailable;
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
