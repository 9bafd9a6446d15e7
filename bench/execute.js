// What a command costs on the platform in this process (decide in a thread, one view, one condition,
// commit), and a view, on logs of 1,000 and of 1,000,000 events in SQLite, in a temporary folder.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, TextEncoder } from "node:util";
import { fileURLToPath } from "node:url";
import { Timestamp } from "evidentsource-functions";
import { CommandHeaders } from "../dist/domain/index.js";
import { publishBuild } from "../dist/server/publishBuild.js";
import { serve } from "../dist/server/serve.js";
import { machine, machineLine } from "./machine.js";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,1000000" },
    calls: { type: "string", default: "300" },
  },
});
const calls = Number(values.calls);
const folder = mkdtempSync(join(tmpdir(), "bench-execute-"));
const BUILD = fileURLToPath(new URL("../examples/savings-account/dist", import.meta.url));
const BEGAN = 1_700_000_000n;
const EVENTS_AN_ACCOUNT = 10;
const AT_ONCE = 250;
const MANY = 10_000;

const accountOf = (number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

function eventOf(accountId, type, data) {
  const text = JSON.stringify({ account_id: accountId, ...data });
  return {
    id: randomUUID(),
    stream: "accounts",
    type,
    subject: accountId,
    dataContentType: "application/json",
    data: { kind: "text", text },
  };
}

const opened = (accountId) => eventOf(accountId, "account.opened", { owner: "Ada" });
const credited = (accountId) => eventOf(accountId, "account.credited", { amount: 5 });

/** Appends accounts with ten events each, until there are so many events. */
async function fill(database, size) {
  const { revision } = await database.latest();
  for (let count = Number(revision); count < size; count += AT_ONCE * EVENTS_AN_ACCOUNT) {
    const accounts = Math.min(AT_ONCE, (size - count) / EVENTS_AN_ACCOUNT);
    const events = Array.from({ length: accounts }, (_none, index) => {
      const id = accountOf(count / EVENTS_AN_ACCOUNT + index);
      return [opened(id), ...Array.from({ length: EVENTS_AN_ACCOUNT - 1 }, () => credited(id))];
    });
    await append(database, events.flat());
  }
}

const append = (database, events) =>
  database.transact({ events, conditions: [], recordedAt: new Timestamp(BEGAN) });

function deposit(database, accountId) {
  const body = new TextEncoder().encode(JSON.stringify({ account_id: accountId, amount: 5 }));
  return database.execute({
    stateChange: "deposit",
    version: 1n,
    command: { body, contentType: "application/json" },
    headers: new CommandHeaders([]),
    receivedAt: new Timestamp(BEGAN * 2n),
  });
}

async function render(database, accountId) {
  const { revision } = await database.latest();
  const parameters = [["account_id", { kind: "subject", value: accountId }]];
  const of = { stateView: "account-summary", version: 1n };
  return database.render({ ...of, revision, parameters });
}

async function milliseconds(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function measured(size, name = `accounts-${String(size)}`) {
  const server = await serve({ store: `sqlite:${folder}`, grpcPort: 0, httpPort: 0 });
  await publishBuild(server.platform, name, BUILD);
  await server.warm();
  const database = await server.platform.database(name);
  await fill(database, size);
  const accounts = size / EVENTS_AN_ACCOUNT;
  const cold = await milliseconds(() => deposit(database, accountOf(accounts - 1)));
  const times = [];
  for (let call = -50; call < calls; call++) {
    const account = accountOf((Math.abs(call) * 7_919) % accounts);
    const time = await milliseconds(() => deposit(database, account));
    if (call >= 0) times.push(time);
  }
  times.sort((a, b) => a - b);
  const long = randomUUID();
  for (let count = 0; count < MANY; count += 2_500) {
    const credits = Array.from({ length: 2_500 - (count === 0 ? 1 : 0) }, () => credited(long));
    await append(database, count === 0 ? [opened(long), ...credits] : credits);
  }
  const folded = await milliseconds(() => render(database, long));
  const again = await milliseconds(() => render(database, long));
  await append(database, [credited(long)]);
  const after = await milliseconds(() => render(database, long));
  await server.stop();
  return {
    "a command, the first": cold,
    "a command, median": times[Math.floor(times.length / 2)],
    "a command, 99th percentile": times[Math.floor(times.length * 0.99)],
    "a view over 10,000 events, the first time": folded,
    "the same again": again,
    "after one more event": after,
  };
}

console.log(`${machineLine(machine())}; load ${loadavg()[0].toFixed(1)}`);
const sizes = values.sizes.split(",").map(Number);
await measured(1_000, "warm");
const columns = [];
for (const size of sizes) columns.push(await measured(size));
console.log(
  `| milliseconds | ${sizes.map((size) => `${size.toLocaleString("en")} events`).join(" | ")} |`,
);
for (const row of Object.keys(columns[0]))
  console.log(`| ${row} | ${columns.map((column) => column[row].toFixed(2)).join(" | ")} |`);
rmSync(folder, { recursive: true });
