// What the client can do at most: the same client, the same orders, and a server that answers at once.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../measure.js";

const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const ROUNDS = 5;

/** Rate and processor time of the client for each, of a subject's client that is given an order. */
async function most(name, answer, order) {
  const server = fork(program("nullServer.js"), [name, answer]);
  const [{ port }] = await once(server, "message");
  const client = fork(program("client.js"), [name, String(port)]);
  const rounds = [];
  for (let round = -1; round < ROUNDS; round++) {
    client.send(order);
    const [{ rate, cpu, count }] = await once(client, "message");
    const calls = count ?? (rate * order.milliseconds) / 1_000;
    if (round >= 0) rounds.push({ rate, cpu: (cpu * 1_000) / calls });
  }
  client.disconnect();
  server.disconnect();
  return {
    rate: median(rounds.map(({ rate }) => rate)),
    cpu: median(rounds.map(({ cpu }) => cpu)),
  };
}

/** One line of the table: how both clients do, and which ratio no server of ours could exceed. */
export async function ceiling(title, answer, order) {
  const ours = await most("ours", answer, order);
  const umadb = await most("umadb", answer, order);
  const cells = [ours, umadb].flatMap(({ rate, cpu }) => [
    Math.round(rate).toLocaleString("en"),
    `${cpu.toFixed(0)} µs`,
  ]);
  return `| ${title} | ${cells.join(" | ")} | ${(ours.rate / umadb.rate).toFixed(2)} |`;
}
