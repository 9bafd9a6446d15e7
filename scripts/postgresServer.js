// A PostgreSQL of its own on a free port, from the programs that the distribution installed.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const VERSIONS = "/usr/lib/postgresql";

/** The folder of PostgreSQL's programs; `undefined` where there is none. */
export function postgresPrograms() {
  const folders = existsSync(VERSIONS)
    ? readdirSync(VERSIONS)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(VERSIONS, version, "bin"))
    : [];
  folders.push(...(process.env.PATH ?? "").split(":").filter((folder) => folder !== ""));
  return folders.find((folder) => ["initdb", "postgres"].every((p) => existsSync(join(folder, p))));
}

/** PostgreSQL refuses to run as root. */
const asUser = (program, args) =>
  process.getuid?.() === 0
    ? ["setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, ...args]]
    : [program, args];

function run(program, args) {
  const { status, stderr } = spawnSync(...asUser(program, args), { encoding: "utf8", cwd: "/" });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The processes that a process started. */
const childrenOf = (pid) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);

function killed(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/**
 * Starts a server in a temporary folder. It does not flush its disk unless it is told to, for nothing
 * here ends the machine.
 * @param {{ replicaOf?: { port: number }, flushes?: boolean }} options
 */
export async function startPostgres({ replicaOf, flushes = false } = {}) {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error("there is no PostgreSQL on this machine");
  const folder = mkdtempSync(join(tmpdir(), "esf-postgres-"));
  chmodSync(folder, 0o700);
  if (process.getuid?.() === 0) spawnSync("chown", ["postgres", folder]);
  const data = join(folder, "data");
  const port = await freePort();
  if (replicaOf === undefined)
    run(join(programs, "initdb"), [
      "-D",
      data,
      "-U",
      "esf",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--no-sync",
    ]);
  else
    run(join(programs, "pg_basebackup"), [
      ...["-D", data, "-h", "127.0.0.1", "-p", String(replicaOf.port), "-U", "esf"],
      ...["-R", "--no-sync", "-c", "fast"],
    ]);
  const start = async () => {
    const settings = [
      "listen_addresses=127.0.0.1",
      ...(flushes ? [] : ["fsync=off", "full_page_writes=off"]),
    ].flatMap((setting) => ["-c", setting]);
    const [program, args] = asUser(join(programs, "postgres"), [
      ...["-D", data, "-p", String(port), "-k", folder],
      ...settings,
    ]);
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], cwd: "/" });
    let said = "";
    await new Promise((resolve, reject) => {
      child.stderr.on("data", (chunk) => {
        said += String(chunk);
        if (said.includes("ready to accept")) resolve();
      });
      child.on("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    });
    return child;
  };
  let child = await start();
  // Whoever started it may end by a mistake.
  const orphaned = () => child.kill("SIGQUIT");
  process.once("exit", orphaned);
  const ended = () =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once("exit", resolve));
  return {
    port,
    url: `postgres://esf@127.0.0.1:${port}/postgres`,
    /** Ends it at once, as a power cut would, and starts it again. */
    async crash() {
      const gone = ended();
      child.kill("SIGQUIT");
      await gone;
      child = await start();
    },
    /** Ends all its processes with signal 9, and starts it again. */
    async kill() {
      const gone = ended();
      const pids = [child.pid, ...childrenOf(child.pid)];
      pids.forEach(killed);
      await gone;
      // What is left of one that ended so may be in the way for a moment.
      for (let attempt = 1; ; attempt++)
        try {
          child = await start();
          return;
        } catch (error) {
          if (attempt === 20) throw error;
          await sleep(100);
        }
    },
    async stop() {
      process.off("exit", orphaned);
      const gone = ended();
      child.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
