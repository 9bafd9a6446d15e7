// Asks a server everything, right and wrong, over both protocols at once, and then what it knows:
// `npm run fuzz:server -- --requests 100000 --seed 1 --store sqlite`. It must not crash, nor take more and
// more memory; every refusal must be a clear status; and its log must be what it acknowledged.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { toBinary } from "@bufbuild/protobuf";
import { TransactionSchema } from "../../dist/protocol/gen/domain_pb.js";
import { Random } from "../random.js";
import { GrpcClient } from "../server/grpcClient.js";
import { openStore } from "../server/openStore.js";
import { startServer } from "../server/startServer.js";
import { Acknowledged } from "./acknowledged.js";
import { checkQueries } from "./checkQueries.js";
import { grpcRequest } from "./grpcRequests.js";
import { RawGrpc } from "./rawGrpc.js";
import { restRequest } from "./restRequests.js";
import { send } from "./rawHttp.js";
import { DATABASES } from "./vocabulary.js";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "3000" },
    /** After so many it ends, however many requests are left. */
    seconds: { type: "string", default: "3600" },
    seed: { type: "string", default: "1" },
    store: { type: "string", default: "memory" },
    callers: { type: "string", default: "8" },
    verbose: { type: "boolean", default: false },
  },
});
const requests = Number(values.requests);
const callers = Number(values.callers);
const MOST_MEGABYTES = 1_000;
const MOST_PROBLEMS = 20;

const store = await openStore(values.store);
if (store === undefined) process.exit();
const server = await startServer(store.address, { publishInto: DATABASES[0] });
const client = new GrpcClient(server.port);
for (const databaseName of DATABASES.slice(1))
  await client.call("createDatabase", { databaseName });
const operations = await operationsOf(server.httpPort);
const acknowledged = new Acknowledged();
/** Request → answer → how often. */
const answers = new Map();
const problems = [];
/** Of the server, in megabytes, after every so many requests. */
const memory = [];
const EACH = 500;
let count = 0;

const began = performance.now();
await Promise.all(Array.from({ length: callers }, (_none, index) => call(index)));
const seconds = (performance.now() - began) / 1_000;
memory.push(megabytes());
for (const problem of problems.slice(0, MOST_PROBLEMS)) console.error(problem);
console.log(`${count} requests are answered, ${memory.at(-1)} MB`);

let [events, bytes] = [0, 0];
for (const databaseName of DATABASES) {
  const log = [];
  const scan = { databaseName, includeEventDetail: true };
  for await (const { transaction } of client.stream("scanDatabaseLog", scan))
    log.push(transaction.value);
  for (const transaction of log) {
    events += transaction.events.length;
    bytes += toBinary(TransactionSchema, transaction).length;
  }
  acknowledged.check(databaseName, log);
  await checkQueries(new Random(Number(values.seed)), client, databaseName, log);
}
const health = await send(server.httpPort, { method: "GET", target: "/health" });
assert.equal(health.status, 200);
client.close();
await server.stop();
await store.close();

if (values.verbose)
  for (const [what, given] of [...answers].sort())
    console.log(
      `${what}: ${[...given].map(([answer, times]) => `${answer} × ${times}`).join(", ")}`,
    );
const most = Math.max(...memory);
const twenty = Math.max(1, Math.round(memory.length / 20));
const series = memory.filter((_one, index) => index % twenty === 0).join(", ");
console.log(`memory every ${twenty * EACH} requests: ${series} MB`);
console.log(`the logs hold ${events} events, ${(bytes / 1e6).toFixed(1)} MB as they are sent`);
console.log(
  `${count} requests on ${values.store} in ${Math.round(seconds)} s: ${acknowledged.count} transactions acknowledged and found; memory ${memory[0]} MB at first, ${most} MB at most, ${memory.at(-1)} MB at last; ${problems.length} unclear answers`,
);
assert.equal(problems.length, 0, "answers that are no clear status");
assert.ok(acknowledged.count > requests / 100, "hardly anything was taken, so nothing is shown");
assert.ok(most < MOST_MEGABYTES, `${most} MB are too much`);

async function call(index) {
  const random = new Random(Number(values.seed) * 1_000 + index);
  const raw = new RawGrpc(server.port);
  const end = began + Number(values.seconds) * 1_000;
  while (count < requests && performance.now() < end && problems.length < MOST_PROBLEMS) {
    if (count % EACH === 0) memory.push(megabytes());
    count++;
    // Connections come and go.
    if (random.chance(0.01)) raw.close();
    const told = await (random.chance(0.55)
      ? grpcRequest(random, raw, acknowledged)
      : restRequest(random, server.httpPort, acknowledged, operations));
    const given = answers.get(told.what) ?? new Map();
    given.set(told.answer, (given.get(told.answer) ?? 0) + 1);
    answers.set(told.what, given);
    if (told.problem !== undefined)
      problems.push(`${told.what}: ${told.problem}\n  ${JSON.stringify(told.sent())}`);
  }
  raw.close();
}

function megabytes() {
  const status = readFileSync(`/proc/${String(server.pid)}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1_024);
}

/** What the interface itself says that there is. */
async function operationsOf(port) {
  const { body } = await send(port, { method: "GET", target: "/api/v1/openapi.json" });
  const { paths } = JSON.parse(String(body));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      path,
      method: method.toUpperCase(),
      parameters: parameters.filter((one) => one.in === "query").map(({ name }) => name),
    })),
  );
}
