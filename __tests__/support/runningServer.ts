import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const MAIN = resolve("dist/cli/main.js");
const PATIENCE = 30_000;

/** A server of the built program, as a process of its own on free ports of 127.0.0.1. */
export interface ServerProcess {
  readonly url: string;
  readonly grpc: string;
  /** What it wrote so far. */
  readonly out: () => string;
  readonly err: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code. */
  readonly exited: Promise<number | null>;
  /** Waits until its log has a text. */
  readonly logged: (text: string) => Promise<void>;
  /** Ends it, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** Starts `esf serve` with these arguments, and waits until it listens. */
export async function runningServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), "serve-"));
  const portsFile = join(folder, "ports.json");
  const own = ["serve", "--http-port", "0", "--grpc-port", "0", "--ports-file", portsFile];
  const child = spawn(process.execPath, [MAIN, ...own, ...args], {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const exited = exitOf(child).finally(() => rm(folder, { recursive: true, force: true }));
  const ports = await until(async () => {
    if (child.exitCode !== null) throw new Error(`the server ended: ${out}${err}`);
    return JSON.parse(await readFile(portsFile, "utf8")) as { grpc: number; http: number };
  });
  return {
    url: `http://127.0.0.1:${String(ports.http)}`,
    grpc: `127.0.0.1:${String(ports.grpc)}`,
    out: () => out,
    err: () => err,
    kill: (signal) => child.kill(signal),
    exited,
    logged: async (text) => {
      await until(() => {
        if (!err.includes(text)) throw new Error(`the log has no ${text}: ${err}`);
        return Promise.resolve(true);
      });
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.on("close", done));

async function until<T>(attempt: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end || (error as Error).message.startsWith("the server ended")) throw error;
      await sleep(20);
    }
  }
}
