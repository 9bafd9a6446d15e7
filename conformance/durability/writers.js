// 20 connections that all expect the same: exactly one may win each round, and its event must be the
// only new one. `npm run test:writers -- --rounds 1000 --store sqlite`, or `memory`, `postgres`, or an
// address; `--processes 2` lets so many servers share a PostgreSQL, and the writers share them.
import { strict as assert } from "node:assert";
import { parseArgs } from "node:util";
import { GrpcClient } from "../server/grpcClient.js";
import { openStore } from "../server/openStore.js";
import { startServer } from "../server/startServer.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "1000" },
    store: { type: "string", default: "sqlite" },
    processes: { type: "string", default: "1" },
  },
});
const rounds = Number(values.rounds);
const processes = Number(values.processes);
const WRITERS = 20;
const DATABASE = "contended";
const FAILED_PRECONDITION = 9;

const store = await openStore(values.store);
if (store === undefined) process.exit();
const servers = [];
for (let index = 0; index < processes; index++) servers.push(await startServer(store.address));
const writers = Array.from(
  { length: WRITERS },
  (_none, index) => new GrpcClient(servers[index % processes].port),
);
await writers[0].call("createDatabase", { databaseName: DATABASE });
const attribute = { case: "stream", value: "contended" };
const selector = { selector: { case: "equals", value: { attribute } } };
/** How many rounds each server's writers won. */
const wins = servers.map(() => 0);

for (let round = 0; round < rounds; round++) {
  const condition = { case: "max", value: { selector, revision: BigInt(round) } };
  const outcomes = await Promise.allSettled(
    writers.map((client, writer) =>
      client.call("transact", {
        databaseName: DATABASE,
        events: [
          {
            specVersion: "1.0",
            id: `${String(round)}-${String(writer)}`,
            source: "contended",
            type: "won",
          },
        ],
        conditions: [{ condition }],
      }),
    ),
  );
  const won = outcomes.filter(({ status }) => status === "fulfilled");
  assert.equal(won.length, 1, `round ${String(round)} was won by ${String(won.length)}`);
  assert.equal(won[0].value.result.transactionSummary.revision, BigInt(round + 1));
  wins[outcomes.indexOf(won[0]) % processes] += 1;
  for (const { reason } of outcomes.filter(({ status }) => status === "rejected"))
    assert.equal(reason.code, FAILED_PRECONDITION, reason.message);
}
const { database } = await writers[0].call("fetchLatestDatabase", { databaseName: DATABASE });
assert.equal(database.revision, BigInt(rounds));
for (const client of writers) client.close();
for (const server of servers) await server.stop();
await store.close();
console.log(
  `${String(rounds)} rounds of ${String(WRITERS)} writers on ${values.store}, ${String(processes)} processes: one won each (${wins.join(" and ")})`,
);
