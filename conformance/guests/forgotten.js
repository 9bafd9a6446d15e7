// What a thread forgets between two commands must not matter to either of them:
// `node conformance/guests/forgotten.js`. A command is under way while all components are let go of, as
// they are when another version takes their place; and more databases take turns than a thread remembers.
import { strict as assert } from "node:assert";
import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { componentHash, openedThrough } from "../../dist/database/index.js";
import { serve } from "../../dist/server/serve.js";
import { GrpcClient } from "../server/grpcClient.js";

const BUILD = fileURLToPath(new URL("../../examples/savings-account/dist", import.meta.url));
/** More than the catalogs, and the states, that a thread remembers. */
const DATABASES = 120;

const published = new Set();
const asked = [];
const server = await serve({
  store: "memory:",
  grpcPort: 0,
  httpPort: 0,
  guests: { workers: 1 },
  inFront: forgetful,
});
const client = new GrpcClient(server.grpcPort);

/** Databases of which every component that is asked for makes the server let go of all of them. */
function forgetful(databases) {
  return openedThrough(databases, async (name) => {
    const { events, snapshots, definitions } = await databases.open(name);
    return {
      events,
      snapshots,
      definitions: {
        list: () => definitions.list(),
        publish: (...publication) => definitions.publish(...publication),
        async component(hash) {
          server.runner.forget([...published]);
          asked.push(hash);
          return definitions.component(hash);
        },
      },
    };
  });
}

async function publish(database, wanted) {
  await client.call("createDatabase", { databaseName: database });
  const hosted = await server.platform.database(database);
  for (const [folder, world] of [
    ["state-views", "state-view"],
    ["state-changes", "state-change"],
  ])
    for (const file of readdirSync(`${BUILD}/${folder}`)) {
      const name = file.endsWith(".wasm") ? file.slice(0, -".wasm".length) : undefined;
      if (name === undefined || !wanted.includes(name)) continue;
      const metadata = JSON.parse(readFileSync(`${BUILD}/${folder}/${name}.json`, "utf8"));
      const component = readFileSync(`${BUILD}/${folder}/${file}`);
      await hosted.publish({ world, metadata, component }, server.platform.clock());
      published.add(await componentHash(component));
    }
}

const execute = (databaseName, stateChangeName, body) =>
  client.call("executeStateChange", {
    databaseName,
    stateChangeName,
    version: 1n,
    request: { body: Buffer.from(JSON.stringify(body)), contentType: "application/json" },
  });

const ACCOUNT = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const [OPEN, WITHDRAW] = [["account-summary", "open-account"], ["withdraw"]];
const open = (database) =>
  execute(database, "open-account", { account_id: ACCOUNT, owner: "Ada", initial_deposit: 100 });
const withdraw = (database) => execute(database, "withdraw", { account_id: ACCOUNT, amount: 1 });

try {
  await publish("first", [...OPEN, ...WITHDRAW]);
  server.runner.forget([...published]);
  await open("first");
  await withdraw("first");
  const { length } = asked;
  assert.ok(length >= 3, `${length} components were asked for: nothing was forgotten on the way`);

  for (let number = 0; number < DATABASES; number++) {
    await publish(`database-${number}`, OPEN);
    await open(`database-${number}`);
  }
  await withdraw("first");
  console.log(
    `${DATABASES + 1} databases took turns, and components were asked for ${length} times`,
  );
} finally {
  client.close();
  await server.stop();
}
