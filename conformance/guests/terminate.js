// Lets guests do their worst: `npm run test:guests -- --guests 200`. They loop, allocate, recurse, trap
// and are no components at all; each must be ended with a reason, while others go on, and nothing of
// them may be left: no thread, no memory. It ends with 1 if anything is not as expected.
import { strict as assert } from "node:assert";
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "../../dist/server/serve.js";
import { GrpcClient } from "../server/grpcClient.js";

const { values } = parseArgs({
  options: {
    guests: { type: "string", default: "14" },
    deadline: { type: "string", default: "400" },
  },
});
const count = Number(values.guests);
const deadline = Number(values.deadline);
const root = fileURLToPath(new URL("../..", import.meta.url));
const PROJECT = "__tests__/host/pool/fixtures/guests";
const DATABASE = "guests";

const built = spawnSync(process.execPath, ["dist/cli/main.js", "build", PROJECT], { cwd: root });
assert.equal(built.status, 0, String(built.stderr));

const server = await serve({
  store: "memory:",
  ...{ grpcPort: 0, httpPort: 0 },
  guests: { deadline, workers: 3 },
});
const client = new GrpcClient(server.grpcPort);
await client.call("createDatabase", { databaseName: DATABASE });
const hosted = await server.platform.database(DATABASE);
for (const [folder, world] of [
  ["state-views", "state-view"],
  ["state-changes", "state-change"],
])
  for (const file of readdirSync(`${root}/${PROJECT}/dist/${folder}`)) {
    if (!file.endsWith(".wasm")) continue;
    const path = `${root}/${PROJECT}/dist/${folder}/${file.slice(0, -".wasm".length)}`;
    const metadata = JSON.parse(readFileSync(`${path}.json`, "utf8"));
    const publication = { world, metadata, component: readFileSync(`${path}.wasm`) };
    await hosted.publish(publication, server.platform.clock());
  }

const execute = (stateChangeName, body = "{}") =>
  client.call("executeStateChange", {
    databaseName: DATABASE,
    stateChangeName,
    version: 1n,
    request: { body: Buffer.from(body), contentType: "application/json" },
  });
const come = () => execute("come", '{"name":"Ada"}');
const render = async (stateViewName) => {
  const { database } = await client.call("fetchLatestDatabase", { databaseName: DATABASE });
  return client.call("fetchStateViewAtRevision", {
    stateViewIdentity: { databaseName: DATABASE, stateViewName, stateViewVersion: 1n },
    databaseRevision: database.revision,
  });
};

/** What a guest does, and what its caller must be told. */
const GUESTS = [
  ["an endless loop", () => execute("loop"), /stopped after/],
  ["endless allocation", () => execute("allocate"), /memory|stopped after/],
  ["endless recursion", () => execute("recurse"), /stack|trapped|internal/],
  ["a fold that traps", () => render("trapping"), /trap/],
  ["a fold that never ends", () => render("looping"), /stopped after/],
  ["a view that never ends, read by a command", () => execute("read-looping"), /stopped after/],
  ["hostile bytes", hostileBytes, /cannot be run|magic|component/],
];

async function hostileBytes() {
  const [path] = readdirSync(`${root}/${PROJECT}/dist/state-changes`).filter(
    (f) => f === "come.wasm",
  );
  const whole = readFileSync(`${root}/${PROJECT}/dist/state-changes/${path}`);
  const half = whole.subarray(0, Math.floor(whole.length / (2 + Math.random())));
  const component = Math.random() < 0.5 ? half : Buffer.alloc(1_000, Math.random() * 256);
  const metadata = { state_change_name: "hostile" };
  await hosted.publish({ world: "state-change", metadata, component }, server.platform.clock());
}

const percentile = (times, part) => times.sort((a, b) => a - b)[Math.floor(times.length * part)];

/** Harmless commands, one after the other, until told to stop: how long each took, in milliseconds. */
function others() {
  const times = [];
  let isOver = false;
  const run = async () => {
    while (!isOver) {
      const began = performance.now();
      await come();
      times.push(performance.now() - began);
      await setTimeout(5);
    }
  };
  const running = run();
  return async () => {
    isOver = true;
    await running;
    return times;
  };
}

const threads = () => readdirSync("/proc/self/task").length;
const megabytes = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 2 ** 20);
};

const usedMegabytes = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 2 ** 20);
};

for (let warm = 0; warm < 20; warm++) await come();
const stopAlone = others();
await setTimeout(Math.max(1_000, count * 10));
const alone = await stopAlone();
// Each kind once before anything is measured: what they make the process load is no leak.
for (const guest of GUESTS) await meet(guest);
await setTimeout(200);
const [threadsBefore, memoryBefore] = [threads(), megabytes()];

const usedBefore = usedMegabytes();

const stopBeside = others();
for (let number = 0; number < count; number++) await meet(GUESTS[number % GUESTS.length]);
const beside = await stopBeside();
await setTimeout(500);
const [threadsAfter, memoryAfter] = [threads(), megabytes()];
assert.ok(threadsAfter <= threadsBefore + 2, `${threadsBefore} threads became ${threadsAfter}`);
// Threads that come and go make the allocator keep more, up to a point that does not depend on their number.
assert.ok(memoryAfter <= memoryBefore + 200, `${memoryBefore} MB became ${memoryAfter} MB`);
// What others commit meanwhile stays, in a store in memory.
const used = usedMegabytes() - usedBefore;
assert.ok(used <= 10 + beside.length / 250, `${used} MB are in use that were not before`);
assert.ok(beside.length > count / 4, `only ${beside.length} others were served`);
const { result } = await come();
assert.ok(result.transactionSummary.revision > 0n);
client.close();
await server.stop();
console.log(
  `${String(count)} guests ended; threads ${String(threadsBefore)} → ${String(threadsAfter)}, memory ${String(memoryBefore)} → ${String(memoryAfter)} MB; others p50 ${percentile(alone, 0.5).toFixed(1)} → ${percentile(beside, 0.5).toFixed(1)} ms, p99 ${percentile(alone, 0.99).toFixed(1)} → ${percentile(beside, 0.99).toFixed(1)} ms (${String(beside.length)} of them)`,
);
process.exit(0);

async function meet([name, act, reason]) {
  const began = performance.now();
  const error = await act().then(
    () => undefined,
    (failure) => failure,
  );
  assert.ok(error !== undefined, `${name} was answered as if it were harmless`);
  assert.match(error.message, reason, name);
  const took = performance.now() - began;
  assert.ok(took < deadline + 10_000, `${name} took ${took.toFixed(0)} ms`);
}
