// Lets dcb.events' own k6 scripts, unmodified, judge a server: it answers `/read` and `/append` as their
// standard adapter asks, from servers that are started here:
//
//   node conformance/dcb/httpStore.js --port 8080 --store postgres:2
//   k6 run dcb-consistency.ts -e BASE_URI=http://127.0.0.1:8080
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { openStore } from "../server/openStore.js";
import { startServer } from "../server/startServer.js";
import { DcbStore } from "./dcbStore.js";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8080" },
    store: { type: "string", default: "memory" },
  },
});
const CONNECTIONS = 8;
/** Those of the scripts' fixture. */
const VOCABULARY = { tags: Array.from({ length: 10 }, (_none, at) => `tag${at + 1}`), most: 3 };

const [kind, processes = "1"] = values.store.split(":");
const store = await openStore(kind);
if (store === undefined) process.exit(1);
const servers = [];
for (let index = 0; index < Number(processes); index++)
  servers.push(await startServer(store.address));
const connections = Array.from(
  { length: CONNECTIONS },
  (_none, index) => new DcbStore(servers[index % servers.length].port, "dcb", VOCABULARY),
);
await connections[0].create();

let turn = 0;
const http = createServer(async (request, response) => {
  const connection = connections[turn++ % CONNECTIONS];
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  try {
    const answer =
      pathname === "/append"
        ? await append(connection, JSON.parse(await textOf(request)))
        : await connection.read(
            JSON.parse(searchParams.get("query")),
            JSON.parse(searchParams.get("options") ?? "{}"),
          );
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(String(error.stack));
  }
});
http.listen(Number(values.port), "127.0.0.1", () => console.log("ready"));
process.once("SIGTERM", async () => {
  http.close();
  for (const connection of connections) connection.close();
  for (const server of servers) await server.stop();
  await store.close();
  process.exit();
});

async function append(connection, { events, condition }) {
  const began = performance.now();
  const position = await connection.append(events, condition);
  const durationInMicroseconds = Math.round((performance.now() - began) * 1_000);
  return { durationInMicroseconds, appendConditionFailed: position === undefined };
}

async function textOf(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
