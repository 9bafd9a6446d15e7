// Both servers, each in a process of its own, with its data in a folder of the same disk.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GrpcClient } from "../../conformance/server/grpcClient.js";
import { startServer } from "../../conformance/server/startServer.js";
import { DATABASE, SUBJECTS } from "./subjects.js";

const PROGRAM = process.env.UMADB ?? "umadb";

/** The version of UmaDB that is installed; `undefined` where there is none. */
export function umadbVersion() {
  const { status, stdout } = spawnSync(PROGRAM, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** @param store an address, where ours shall keep its events elsewhere than in SQLite */
export async function startOurs(store) {
  const folder = mkdtempSync(join(tmpdir(), "bench-ours-"));
  const server = await startServer(store ?? `sqlite:${folder}`);
  const client = new GrpcClient(server.port);
  await client.call("createDatabase", { databaseName: DATABASE });
  client.close();
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function startUmadb() {
  const folder = mkdtempSync(join(tmpdir(), "bench-umadb-"));
  const port = await freePort();
  const args = ["--db-path", folder, "--listen", `127.0.0.1:${String(port)}`];
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "ignore", "inherit"] });
  const exited = once(child, "exit");
  await answers(port);
  return {
    pid: child.pid,
    port,
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(port) {
  const client = new GrpcClient(port, SUBJECTS.umadb.service);
  for (let tries = 0; ; tries++) {
    try {
      await client.call(...SUBJECTS.umadb.append("first", 0n));
      break;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(50);
    }
  }
  client.close();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
