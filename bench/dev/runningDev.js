// `esf dev` as a process of its own, with its events, and commands sent to its platform.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The program of the package that the project has installed: another copy would know other classes. */
const programOf = (folder) =>
  join(
    dirname(createRequire(join(folder, "x.js")).resolve("evidentsource-functions/package.json")),
    "dist/cli/main.js",
  );

/** Starts it, and waits until the project is live. */
export async function runDev(folder, args = []) {
  const ports = join(folder, "ports.json");
  const child = spawn(
    process.execPath,
    [
      programOf(folder),
      "dev",
      "--json",
      "--grpc-port",
      "0",
      "--http-port",
      "0",
      "--database",
      "bench",
    ].concat(["--ports-file", ports], args),
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  const events = [];
  const listeners = new Set();
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines.filter((one) => one !== "")) {
      const event = JSON.parse(line);
      events.push(event);
      for (const listener of listeners) listener(event);
    }
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const ended = new Promise((done) => child.on("close", (code) => done(code)));
  const until = (holds, milliseconds = 60_000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        listeners.delete(hear);
        reject(
          new Error(
            `nothing of the kind was told; the last were ${JSON.stringify(events.slice(-5))}\n${errors}`,
          ),
        );
      }, milliseconds);
      const hear = (event) => {
        if (!holds(event)) return;
        clearTimeout(timer);
        listeners.delete(hear);
        resolve(event);
      };
      listeners.add(hear);
    });
  const live = until(({ event }) => event === "live", 120_000);
  void ended.then(() => listeners.clear());
  await live;
  for (;;) {
    try {
      const { http } = JSON.parse(readFileSync(ports, "utf8"));
      const api = `http://127.0.0.1:${http}/api/v1/db/bench`;
      const stop = async () => {
        child.kill("SIGINT");
        return ended;
      };
      return { child, events, until, stop, api, send: (name, body) => send(api, name, body) };
    } catch {
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

async function send(api, name, body) {
  const response = await fetch(`${api}/state-changes/${name}/versions/1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
