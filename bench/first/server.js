// A server from its start to its first commands: node server.js <folder of the checkout> <build>
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { TextEncoder } from "node:util";
import { step, told } from "./steps.js";

const [root, build] = process.argv.slice(2);
const module = (path) => import(pathToFileURL(join(root, "dist", path)).href);

const { serve } = await step("loading the server", () => module("server/serve.js"));
const { publishBuild } = await module("server/publishBuild.js");
const { CommandHeaders, Timestamp } = await module("domain/index.js");
/** Servers are seldom called at once. */
const QUIET = 400;

const ports = { grpcPort: 0, httpPort: 0 };
const server = await step("starting it", () => serve({ store: "memory:", ...ports }));
const publish = (name) => publishBuild(server.platform, name, build);
await step("publishing the build", () => publish("bank"));
await server.warm();
let database = await server.platform.database("bank");

const account_id = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const other = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const execute = (stateChange, members) =>
  database.execute({
    stateChange,
    version: 1n,
    command: {
      body: new TextEncoder().encode(JSON.stringify(members)),
      contentType: "application/json",
    },
    headers: new CommandHeaders([]),
    receivedAt: new Timestamp(1_700_000_000n),
  });
const open = (id) => execute("open-account", { account_id: id, owner: "Ada" });
const deposit = () => execute("deposit", { account_id, amount: 5 });

await sleep(QUIET);
await step("the first decision", () => open(account_id));
await step("the second", () => open(other));
await sleep(QUIET);
await step("the first of another component, with the first fold", deposit);
await step("the second of that", deposit);
await step("the first of a third component", () => execute("withdraw", { account_id, amount: 1 }));
await publish("another-bank");
database = await server.platform.database("another-bank");
await step("the first after publishing to another database", () => open(account_id));
await server.stop();
console.log(told());
