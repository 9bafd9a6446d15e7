// Kills processes under load, again and again, and asks those that are left or started after what they
// know: `npm run test:kill -- --rounds 200 --store sqlite`. Every acknowledged transaction must be there,
// none in part, ids must be idempotent, and revisions without gaps. On SQLite the serving process is
// killed, and after every other round the last page of the log is torn, too. On PostgreSQL
// (`--store postgres`) two processes serve; one of them is killed while the other goes on, both are, or
// all of PostgreSQL's processes are.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Random } from "../random.js";
import { GrpcClient } from "../server/grpcClient.js";
import { openStore } from "../server/openStore.js";
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
const store = await openStore(values.store);
if (store === undefined) process.exit();
const { folder, postgres } = store;

/** Transaction id → its revision, for all that is known to be there. */
const known = new Map();
let head = 0n;
let torn = 0;
let recovered = 0;
let unavailable = 0;
/** What was killed → how often. */
const kills = new Map();

const start = () => startServer(store.address);
const servers = [await start(), ...(postgres === undefined ? [] : [await start()])];
const first = new GrpcClient(servers[0].port);
await first.call("createDatabase", { databaseName: DATABASE });
first.close();
for (let round = 0; round < rounds; round++) {
  const isStoreKilled = postgres !== undefined && round % 3 === 2;
  const ports = servers.map(({ port }) => port);
  const load = startLoad(ports, round, { again: isStoreKilled });
  await setTimeout(100 + random() * 400);
  await (isStoreKilled ? killStore() : killServers());
  unavailable += await load.over();
  if (folder !== undefined && round % 2 === 1) torn += tearAll();
  for (const [index, server] of servers.entries())
    if (server.isKilled) servers[index] = await start();
  await check(seeded.pick(servers).port, load);
}
for (const server of servers) await server.stop();
await store.close();
assert.ok(known.size > rounds, "hardly anything was written, so nothing is shown");
const killed = [...kills].map(([what, count]) => `${what} ${String(count)}`).join(", ");
console.log(
  `${String(rounds)} times killed on ${values.store} (${killed}): ${String(known.size)} transactions, ${String(head)} events, ${String(recovered)} there without having been acknowledged, ${String(unavailable)} told to be unavailable and sent again, ${String(torn)} logs torn; nothing lost, nothing in part`,
);

function count(what) {
  kills.set(what, (kills.get(what) ?? 0) + 1);
}

/** Callers meanwhile wait, or are told that the store is away. */
async function killStore() {
  count("PostgreSQL");
  await postgres.kill();
  await setTimeout(random() * 300);
}

/** Of two servers one or both; those that are left go on for a while. */
async function killServers() {
  const victims = servers.length === 1 || random() < 0.3 ? servers : [seeded.pick(servers)];
  if (servers.length === 1) count("the server");
  else count(victims.length === servers.length ? "both servers" : "one of two servers");
  await Promise.all(victims.map((server) => server.kill()));
  if (victims.length < servers.length) await setTimeout(random() * 200);
}

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
