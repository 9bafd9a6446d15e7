// Components as a specification against them meets them: node components.js <folder of the checkout> <build>
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { step, told } from "./steps.js";

const [root, build] = process.argv.slice(2);
const module = (path) => import(pathToFileURL(join(root, "dist", path)).href);

const { loadBuiltProject, LocalPlatform, jsonCommand } = await step("loading the host", () =>
  module("host/index.js"),
);
const { Timestamp } = await module("domain/index.js");
const project = await step("opening the build", () => loadBuiltProject(build));
const platform = new LocalPlatform(project);

function execute(name, members) {
  const receivedAt = new Timestamp(1_700_000_000n);
  const { accepted, error } = platform.execute(name, jsonCommand(members), { receivedAt });
  if (!accepted) throw error;
}
const account_id = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const other = "1d3f5b79-2c4e-4f60-8a1b-3c5d7e9f0a12";
const deposit = () => execute("deposit", { account_id, amount: 5 });

await step("the first decision", () => execute("open-account", { account_id, owner: "Ada" }));
await step("the second", () => execute("open-account", { account_id: other, owner: "Grace" }));
await step("the first of another component, with the first fold", deposit);
await step("the second of that", deposit);
await step("the first of a third component", () => execute("withdraw", { account_id, amount: 1 }));
const { content } = platform.viewState("account-summary", { account_id });
if (JSON.parse(Buffer.from(content).toString()).balance !== 9) throw new Error("another state");
console.log(told());
