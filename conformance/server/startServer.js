import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../clients/server.js", import.meta.url));

/** Starts a server in a process of its own, and waits until it listens. */
export async function startServer(store, { publishInto, env = {} } = {}) {
  const args = [SCRIPT, store, ...(publishInto === undefined ? [] : [publishInto])];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const exited = once(child, "exit");
  const first = await Promise.race([once(createInterface(child.stdout), "line"), exited]);
  const ready = String(first[0]);
  if (!ready.startsWith("{")) throw new Error(`the server on ${store} ended: ${ready}`);
  const ports = JSON.parse(ready);
  let isKilled = false;
  return {
    pid: child.pid,
    port: ports.grpcPort,
    httpPort: ports.httpPort,
    get isKilled() {
      return isKilled;
    },
    /** Ends it as a power cut would, as far as one process goes. */
    kill: async () => {
      isKilled = true;
      child.kill("SIGKILL");
      await exited;
    },
    stop: async () => {
      child.stdin.end();
      const [code] = await exited;
      if (code !== 0) throw new Error(`the server ended with ${String(code)}`);
    },
  };
}
