import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { serverTarget } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

interface TestServerFlags {
  readonly server?: string | true;
  readonly token?: string;
}

/**
 * Runs tests whose specifications reach a server: the one that is named, or one that is started for
 * them. Whatever databases they leave behind are removed.
 */
export async function onServer<T>(
  { server, token }: TestServerFlags,
  { env }: Pick<Terminal, "env">,
  tests: (level: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const started = server === true ? await startServer() : undefined;
  const url = started?.url ?? String(server);
  const run = `spec-${randomUUID().slice(0, 8)}`;
  try {
    const flags = {
      url,
      urlOption: "--server",
      database: run,
      timeout: "20",
      ...(token === undefined ? {} : { token }),
    };
    // What was started for this asks for no token.
    const target = serverTarget(flags, started === undefined ? env : {});
    const secret = target.token ?? "";
    const level = { EVIDENTSOURCE_LEVEL: url, EVIDENTSOURCE_TOKEN: secret, EVIDENTSOURCE_RUN: run };
    try {
      return await tests(level);
    } finally {
      if (started === undefined) await removeDatabases(url, run, secret);
    }
  } finally {
    await started?.stop();
  }
}

async function removeDatabases(url: string, run: string, token: string): Promise<void> {
  const api = `${url.replace(/\/+$/, "")}/api/v1/db`;
  const headers: Record<string, string> = token === "" ? {} : { authorization: `Bearer ${token}` };
  try {
    const answer = (await (await fetch(api, { headers })).json()) as { databases?: unknown };
    const names = Array.isArray(answer.databases) ? (answer.databases as unknown[]) : [];
    for (const name of names)
      if (typeof name === "string" && name.startsWith(`${run}-`))
        await fetch(`${api}/${encodeURIComponent(name)}`, { method: "DELETE", headers });
  } catch {
    // The tests have told that it cannot be reached.
  }
}

interface StartedServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PATIENCE = 30_000;

/** A server of this program in memory, as a process of its own: tests run in others. */
async function startServer(): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), "esf-test-server-"));
  const portsFile = join(folder, "ports.json");
  const main = fileURLToPath(new URL("main.js", import.meta.url));
  const args = [
    "serve",
    "--in-memory",
    "--http-port",
    "0",
    "--grpc-port",
    "0",
    "--log-level",
    "error",
  ];
  const child = spawn(process.execPath, [main, ...args, "--ports-file", portsFile], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, EVIDENTSOURCE_TOKEN: "" },
  });
  const ended = new Promise<void>((done) =>
    child.on("close", () => {
      done();
    }),
  );
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + PATIENCE; Date.now() < end && child.exitCode === null;) {
    try {
      const { http } = JSON.parse(await readFile(portsFile, "utf8")) as { http: number };
      return { url: `http://127.0.0.1:${String(http)}`, stop };
    } catch {
      await sleep(20);
    }
  }
  await stop();
  throw new UsageError(
    "no server could be started; see what it wrote above, or name one: --server <url>",
  );
}
