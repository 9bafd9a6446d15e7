// Kills a serving process under load, again and again, and asks the next one what it knows:
// `npm run test:kill -- --rounds 200 --store sqlite`. Every acknowledged transaction must be there,
// none in part, ids must be idempotent, and revisions without gaps. After every other round of SQLite
// the last page of the log is torn, too.
import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Random } from "../random.js";
import { GrpcClient } from "../server/grpcClient.js";
import { startServer } from "../server/startServer.js";
import { DATABASE, startLoad, transactionOf } from "./load.js";
import { tearLog } from "./tearLog.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    store: { type: "string", default: "sqlite" },
    seed: { type: "string", default: "1" },
  },
});
const rounds = Number(values.rounds);
const seeded = new Random(Number(values.seed));
const random = () => seeded.next();
const folder = values.store === "sqlite" ? mkdtempSync(join(tmpdir(), "esf-kill-")) : undefined;
const store = folder === undefined ? values.store : `sqlite:${folder}`;

/** Transaction id → its revision, for all that is known to be there. */
const known = new Map();
let head = 0n;
let torn = 0;
let recovered = 0;

let server = await startServer(store);
const first = new GrpcClient(server.port);
await first.call("createDatabase", { databaseName: DATABASE });
first.close();
for (let round = 0; round < rounds; round++) {
  const load = startLoad(server.port, round);
  await setTimeout(100 + random() * 400);
  await server.kill();
  await load.over();
  if (folder !== undefined && round % 2 === 1) torn += tearAll();
  server = await startServer(store);
  await check(server.port, load);
}
await server.stop();
if (folder !== undefined) rmSync(folder, { recursive: true });
assert.ok(known.size > rounds, "hardly anything was written, so nothing is shown");
console.log(
  `${String(rounds)} times killed on ${values.store}: ${String(known.size)} transactions, ${String(head)} events, ${String(recovered)} there without having been acknowledged, ${String(torn)} logs torn; nothing lost, nothing in part`,
);

function tearAll() {
  const logs = readdirSync(folder).filter((file) => file.endsWith("-wal"));
  return logs.filter(
    (file) => existsSync(join(folder, file)) && tearLog(join(folder, file), random),
  ).length;
}

/** Asks the server that was started after a kill. */
async function check(port, { sent, acknowledged }) {
  const client = new GrpcClient(port);
  const logged = await readLog(client);
  for (const [id, revision] of acknowledged)
    assert.equal(logged.get(id), revision, `${id} was acknowledged at ${String(revision)}`);
  for (const [id, revision] of logged) {
    assert.ok(sent.has(id), `${id} was never sent in this round`);
    known.set(id, revision);
    if (!acknowledged.has(id)) recovered++;
  }
  // What is sent again is there once; what was lost on its way is there now.
  const again = [...sent.keys()].filter((id) => !acknowledged.has(id) || random() < 0.05);
  const old = [...known.keys()].filter(() => random() < 20 / known.size);
  for (const id of new Set([...again, ...old])) {
    const [, , , number] = id.split("-");
    const transaction = transactionOf(id, 1 + (Number(number) % 5));
    const { result } = await client.call("transact", transaction);
    const { revision, basis } = result.transactionSummary;
    assert.equal(revision - basis, BigInt(transaction.events.length), `${id} in part`);
    if (known.has(id)) assert.equal(revision, known.get(id), `${id} twice`);
    else assert.equal(basis, head, `${id} leaves a gap`);
    known.set(id, revision);
    if (revision > head) head = revision;
  }
  const { database } = await client.call("fetchLatestDatabase", { databaseName: DATABASE });
  assert.equal(database.revision, head);
  client.close();
}

/** What was logged since the last check, whole and without gaps: transaction id → revision. */
async function readLog(client) {
  const logged = new Map();
  const scan = { databaseName: DATABASE, startAtRevision: head + 1n, includeEventDetail: true };
  for await (const { transaction } of client.stream("scanDatabaseLog", scan)) {
    const { id, basis, events } = transaction.value;
    assert.equal(basis, head, `${id} does not follow revision ${String(head)}`);
    const [, , , number] = id.split("-");
    const expected = transactionOf(id, 1 + (Number(number) % 5));
    assert.deepEqual(
      events.map((event) => [event.id, event.data.value]),
      expected.events.map((event) => [event.id, event.data.value]),
      `${id} is not what was sent`,
    );
    head += BigInt(events.length);
    logged.set(id, head);
  }
  return logged;
}
