// A server for clients to talk to: `node server.js <store> [<database to publish into>]`. It prints one
// line of JSON when it listens, and ends with its standard input or by a signal.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serve } from "../../dist/server/serve.js";

const EXAMPLE = fileURLToPath(new URL("../../examples/savings-account/dist", import.meta.url));
const WORLDS = [
  ["state-views", "state-view"],
  ["state-changes", "state-change"],
];

/** One client cannot read a selector with `and` in it, so each view has a second version without. */
const ONE_LEAF = {
  "account-summary": { equals: { subject: { parameter: "account_id" } } },
  "open-accounts": { equals: { stream: { stream: "accounts" } } },
};

const [store = "memory:", database] = process.argv.slice(2);
const deadline = Number(process.env["GUEST_DEADLINE_MS"] ?? 30_000);
const server = await serve({ store, grpcPort: 0, httpPort: 0, guests: { deadline } });
if (database !== undefined) await publishExample(server.platform, database);
console.log(JSON.stringify({ grpcPort: server.grpcPort, httpPort: server.httpPort }));

let stopping;
const stop = () => (stopping ??= server.stop(1_000).then(() => process.exit(0)));
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.stdin.on("end", stop).resume();

/** Publishes what `esf build examples/savings-account` left. */
async function publishExample(platform, name) {
  await platform.createDatabase(name);
  const hosted = await platform.database(name);
  for (const [folder, world] of WORLDS) {
    for (const file of await readdir(`${EXAMPLE}/${folder}`)) {
      if (!file.endsWith(".json")) continue;
      const path = `${EXAMPLE}/${folder}/${file.slice(0, -".json".length)}`;
      const metadata = JSON.parse(await readFile(`${path}.json`, "utf8"));
      const component = await readFile(`${path}.wasm`);
      await hosted.publish({ world, metadata, component }, platform.clock());
      const event_selector = ONE_LEAF[metadata.state_view_name];
      if (event_selector !== undefined) {
        const second = { world, metadata: { ...metadata, event_selector }, component };
        await hosted.publish(second, platform.clock());
      }
    }
  }
}
