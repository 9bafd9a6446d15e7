// The three public tests of Dynamic Consistency Boundaries (https://dcb.events), in our own words:
// consistency, monotony of positions, and writers that have nothing to do with each other.
// `npm run test:dcb -- --seconds 10 --stores memory,sqlite,postgres,postgres:2`: the last are two server
// processes on one PostgreSQL, and callers take turns between them.
import { parseArgs } from "node:util";
import { Random } from "../random.js";
import { openStore } from "../server/openStore.js";
import { startServer } from "../server/startServer.js";
import { consistency } from "./consistency.js";
import { DcbStore } from "./dcbStore.js";
import { monotony } from "./monotony.js";
import { unrelatedWriters } from "./unrelatedWriters.js";

const { values } = parseArgs({
  options: {
    stores: { type: "string", default: "memory,sqlite,postgres,postgres:2" },
    seconds: { type: "string", default: "10" },
    least: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
  },
});
const effort = { seconds: Number(values.seconds), least: Number(values.least) };
const PROPERTIES = { consistency, monotony, "unrelated-writers": unrelatedWriters };

for (const name of values.stores.split(",")) {
  const [kind, processes = "1"] = name.split(":");
  const store = await openStore(kind);
  if (store === undefined) continue;
  const servers = [];
  for (let index = 0; index < Number(processes); index++)
    servers.push(await startServer(store.address));
  for (const [title, property] of Object.entries(PROPERTIES)) {
    const opened = [];
    const open = async (count, vocabulary) => {
      for (let index = 0; index < count; index++)
        opened.push(new DcbStore(servers[index % servers.length].port, title, vocabulary));
      await opened[0].create();
      return opened;
    };
    const { writers } = property;
    const random = new Random(Number(values.seed));
    console.log(`${name} ${title}: ${await property.run({ open, random, effort, writers })}`);
    for (const one of opened) one.close();
  }
  for (const server of servers) await server.stop();
  await store.close();
}
