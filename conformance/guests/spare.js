// Commands of one database after the other: a thread stands ready for the next component that none has,
// and no more than there may be.
import { TextEncoder } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CommandHeaders, Timestamp } from "../../dist/domain/index.js";
import { publishBuild } from "../../dist/server/publishBuild.js";
import { serve } from "../../dist/server/serve.js";

const BUILD = fileURLToPath(new URL("../../examples/savings-account/dist", import.meta.url));
const WORKERS = 3;

let threads = 0;
process.on("worker", () => (threads += 1));

const ports = { grpcPort: 0, httpPort: 0 };
const server = await serve({ store: "memory:", ...ports, guests: { workers: WORKERS } });
await publishBuild(server.platform, "bank", BUILD);
const database = await server.platform.database("bank");
const accountId = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";

async function executed(stateChange, members) {
  const body = new TextEncoder().encode(JSON.stringify({ account_id: accountId, ...members }));
  await database.execute({
    stateChange,
    version: 1n,
    command: { body, contentType: "application/json" },
    headers: new CommandHeaders([]),
    receivedAt: new Timestamp(1_700_000_000n),
  });
  // The pool looks for one after the answer is on its way.
  await sleep(20);
  return threads;
}

const counts = [
  await executed("open-account", { owner: "Ada" }),
  await executed("open-account", {
    account_id: "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12",
    owner: "Grace",
  }),
  await executed("deposit", { amount: 5 }),
  await executed("withdraw", { amount: 5 }),
];
await server.stop();
console.log(`threads after each command: ${counts.join(", ")}`);
