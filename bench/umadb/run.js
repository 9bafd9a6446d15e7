// Durable conditional appends and the reading of a log, beside UmaDB: both servers run at once, and the
// same client asks them in turns. `UMADB=<program>` names its server (`pip install umadb`).
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine, machineLine } from "../machine.js";
import { median } from "../measure.js";
import { ceiling } from "./ceiling.js";
import { startOurs, startUmadb, umadbVersion } from "./servers.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    milliseconds: { type: "string", default: "1500" },
    /** Client processes, among which the callers are divided. */
    clients: { type: "string", default: "1" },
    store: { type: "string" },
  },
});
const rounds = Number(values.rounds);
const milliseconds = Number(values.milliseconds);
const CALLERS = [1, 20, 64];
const FILLED = 20_000;
const GOALS = { append: 1, read: 0.4 };
const CLIENT = fileURLToPath(new URL("client.js", import.meta.url));

const version = umadbVersion();
if (version === undefined) {
  console.error("SKIPPED: there is no `umadb` here; `pip install umadb`, and name it in UMADB");
  process.exit(process.env.CI_REQUIRE_UMADB === "1" ? 1 : 0);
}
const servers = { ours: await startOurs(values.store), umadb: await startUmadb() };
const clients = Object.fromEntries(
  Object.entries(servers).map(([name, { port }]) => [
    name,
    Array.from({ length: Number(values.clients) }, () => fork(CLIENT, [name, String(port)])),
  ]),
);

/** Processor time of a process so far, in milliseconds, with all of its threads (Linux, 100 ticks a second). */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .split(") ")[1]
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function answer(client, order) {
  client.send(order);
  return (await once(client, "message"))[0];
}

/** What the processes of a subject measured together. */
async function ask(name, order, { callers = 1, start = {} }) {
  const asked = order === "read" ? clients[name].slice(0, 1) : clients[name].slice(0, callers);
  const before = cpuOf(servers[name].pid);
  const answers = await Promise.all(
    asked.map((client) => {
      const own = Math.ceil(callers / asked.length);
      return answer(client, { order, callers: own, milliseconds, start: start[name] });
    }),
  );
  const sum = (member) => answers.reduce((all, answer) => all + answer[member], 0);
  const calls = order === "read" ? sum("count") : (sum("rate") * milliseconds) / 1_000;
  return {
    rate: sum("rate"),
    p50: median(answers.map(({ p50 }) => p50)),
    p99: Math.max(...answers.map(({ p99 }) => p99)),
    client: (sum("cpu") * 1_000) / calls,
    server: ((cpuOf(servers[name].pid) - before) * 1_000) / calls,
  };
}

async function compare(title, order, given) {
  const samples = { ours: [], umadb: [] };
  for (const name of Object.keys(samples)) await ask(name, order, given);
  for (let round = 0; round < rounds; round++) {
    const turns = round % 2 === 0 ? ["ours", "umadb"] : ["umadb", "ours"];
    for (const name of turns) samples[name].push(await ask(name, order, given));
  }
  const ratio = median(samples.ours.map(({ rate }, round) => rate / samples.umadb[round].rate));
  const cells = Object.values(samples).flatMap((all) => {
    const of = (member) => median(all.map((sample) => sample[member]));
    const times = order === "read" ? [] : [`${of("p50").toFixed(1)} / ${of("p99").toFixed(1)} ms`];
    return [
      Math.round(of("rate")).toLocaleString("en"),
      ...times,
      `${of("server").toFixed(0)} + ${of("client").toFixed(0)} µs`,
    ];
  });
  const isMet = ratio >= GOALS[order];
  console.log(
    `| ${title} | ${cells.join(" | ")} | ${ratio.toFixed(2)}${isMet ? "" : " (NOT met)"} |`,
  );
  return isMet;
}

console.log(`${machineLine(machine())}; ${version}; ${values.store ?? "SQLite"}`);
console.log(`client processes: ${values.clients}; load ${loadavg()[0].toFixed(1)}`);
console.log("processor time: server + client, for each event");
let isMet = true;
const [begin, next] = [{}, {}];
for (const name of Object.keys(clients)) {
  // UmaDB has an event already, by which it was seen to answer.
  begin[name] = "1";
  const filled = { order: "fill", events: FILLED, atOnce: 10 };
  ({ next: next[name] } = await answer(clients[name][0], filled));
}
const READ = "| events/s read | ours | processor | UmaDB | processor | ours / UmaDB |";
console.log(READ);
isMet = (await compare("appended ten at a time", "read", { start: begin })) && isMet;
console.log(
  "| appends/s | ours | p50 / p99 | processor | UmaDB | p50 / p99 | processor | ours / UmaDB |",
);
for (const callers of CALLERS)
  isMet = (await compare(`${String(callers)} callers`, "append", { callers })) && isMet;
console.log(READ);
isMet = (await compare("appended one by one", "read", { start: next })) && isMet;
console.log(`load ${loadavg()[0].toFixed(1)}`);
for (const all of Object.values(clients)) for (const client of all) client.disconnect();
for (const server of Object.values(servers)) await server.stop();
console.log("what the client can do at most, asking a server that answers at once:");
console.log("| | ours | client | UmaDB | client | ours / UmaDB |");
for (const callers of CALLERS)
  console.log(
    await ceiling(`appends, ${String(callers)} callers`, "append", {
      order: "append",
      callers,
      milliseconds,
    }),
  );
for (const atOnce of [10, 1])
  console.log(
    await ceiling(`reading, ${String(atOnce)} in a transaction`, `read:${String(atOnce)}`, {
      order: "read",
      start: "1",
    }),
  );
process.exitCode = isMet ? 0 : 1;
