// 20 connections that all expect the same: exactly one may win each round, and its event must be the
// only new one. `npm run test:writers -- --rounds 1000 --store sqlite`, or `memory:`, or another address.
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GrpcClient } from "../server/grpcClient.js";
import { startServer } from "../server/startServer.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "1000" },
    store: { type: "string", default: "sqlite" },
  },
});
const rounds = Number(values.rounds);
const WRITERS = 20;
const DATABASE = "contended";
const FAILED_PRECONDITION = 9;

const folder = values.store === "sqlite" ? mkdtempSync(join(tmpdir(), "esf-writers-")) : undefined;
const server = await startServer(folder === undefined ? values.store : `sqlite:${folder}`);
const writers = Array.from({ length: WRITERS }, () => new GrpcClient(server.port));
await writers[0].call("createDatabase", { databaseName: DATABASE });
const attribute = { case: "stream", value: "contended" };
const selector = { selector: { case: "equals", value: { attribute } } };

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
  for (const { reason } of outcomes.filter(({ status }) => status === "rejected"))
    assert.equal(reason.code, FAILED_PRECONDITION, reason.message);
}
const { database } = await writers[0].call("fetchLatestDatabase", { databaseName: DATABASE });
assert.equal(database.revision, BigInt(rounds));
for (const client of writers) client.close();
await server.stop();
if (folder !== undefined) rmSync(folder, { recursive: true });
console.log(
  `${String(rounds)} rounds of ${String(WRITERS)} writers on ${values.store}: one won each`,
);
