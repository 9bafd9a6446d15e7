// A client in a process of its own, the same one for both servers: grpc-js as the transport, messages
// by protobuf-es. `fork`ed with the subject and the port; answers each order with what it measured.
import { GrpcClient } from "../../conformance/server/grpcClient.js";
import { SUBJECTS } from "./subjects.js";

const CONNECTIONS = 4;
const [name, port] = process.argv.slice(2);
const subject = SUBJECTS[name];
const clients = Array.from({ length: CONNECTIONS }, () => new GrpcClient(port, subject.service));
/** The last position of each caller's own subject, which its next condition names. */
const positions = new Map();

/** So many callers append one event at a time, each to a subject of its own, as long as they may. */
async function append({ callers, milliseconds }) {
  const latencies = [];
  const began = performance.now();
  const end = began + milliseconds;
  const run = async (caller) => {
    const client = clients[caller % CONNECTIONS];
    const own = `${String(process.pid)}-${String(caller)}`;
    while (performance.now() < end) {
      const start = performance.now();
      const reply = await client.call(...subject.append(own, positions.get(own) ?? 0n));
      positions.set(own, subject.position(reply));
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_none, caller) => run(caller)));
  const seconds = (performance.now() - began) / 1_000;
  latencies.sort((a, b) => a - b);
  const quantile = (part) => latencies[Math.floor((latencies.length - 1) * part)];
  return { rate: latencies.length / seconds, p50: quantile(0.5), p99: quantile(0.99) };
}

/** Appends so many events, some at a time; tells where the log goes on. */
async function fill({ events, atOnce }) {
  let after = 0n;
  for (let count = 0; count < events; count += atOnce)
    after = subject.position(await clients[0].call(...subject.append("fill", after, atOnce)));
  return { next: String(after + 1n) };
}

/** Reads the log from a position on, and counts its events. */
async function read({ start }) {
  let count = 0;
  const began = performance.now();
  for await (const reply of clients[0].stream(...subject.read(BigInt(start))))
    count += subject.eventsIn(reply);
  return { count, rate: (count * 1_000) / (performance.now() - began) };
}

const ORDERS = { append, fill, read };
process.on("message", ({ order, ...given }) => {
  const before = process.cpuUsage();
  ORDERS[order](given).then(
    (result) => {
      const { user, system } = process.cpuUsage(before);
      process.send({ ...result, cpu: (user + system) / 1_000 });
    },
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
