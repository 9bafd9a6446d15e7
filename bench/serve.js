// How long `esf serve --in-memory` takes from its start until it answers, over REST and over gRPC.
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client, credentials } from "@grpc/grpc-js";

const RUNS = 9;
const GOAL = 500;
const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

async function measured() {
  const folder = mkdtempSync(join(tmpdir(), "bench-serve-"));
  const file = join(folder, "ports.json");
  const began = performance.now();
  const args = ["serve", "--in-memory", "--http-port", "0", "--grpc-port", "0"];
  const child = spawn(process.execPath, [MAIN, ...args, "--ports-file", file], { stdio: "ignore" });
  const exited = new Promise((done) => child.on("close", done));
  try {
    const ports = await portsIn(file);
    const [rest, grpc] = await Promise.all([restAnswers(ports.http), grpcAnswers(ports.grpc)]);
    return { rest: rest - began, grpc: grpc - began };
  } finally {
    child.kill("SIGTERM");
    await exited;
    rmSync(folder, { recursive: true });
  }
}

async function portsIn(file) {
  for (let tries = 0; tries < 10_000; tries++) {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch {
      await sleep(2);
    }
  }
  throw new Error("the server does not listen");
}

async function restAnswers(port) {
  const response = await globalThis.fetch(`http://127.0.0.1:${String(port)}/api/v1/db`);
  await response.text();
  if (!response.ok) throw new Error(`REST answered ${String(response.status)}`);
  return performance.now();
}

function grpcAnswers(port) {
  const client = new Client(`127.0.0.1:${String(port)}`, credentials.createInsecure());
  const path = "/com.evidentsource.EvidentSource/FetchCatalog";
  const same = (bytes) => Buffer.from(bytes);
  return new Promise((done, failed) => {
    const call = client.makeServerStreamRequest(path, same, same, Buffer.alloc(0));
    call.on("data", () => undefined);
    call.on("error", failed);
    call.on("end", () => {
      client.close();
      done(performance.now());
    });
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

await measured();
const runs = [];
for (let run = 0; run < RUNS; run++) runs.push(await measured());
const rest = median(runs.map((run) => run.rest));
const grpc = median(runs.map((run) => run.grpc));
console.log(
  `from the start to the first answer, median of ${String(RUNS)}, goal ${String(GOAL)} ms`,
);
console.log(`REST  ${rest.toFixed(0)} ms`);
console.log(`gRPC  ${grpc.toFixed(0)} ms`);
process.exitCode = Math.max(rest, grpc) <= GOAL ? 0 : 1;
