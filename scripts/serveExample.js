// Starts `esf serve` on free ports, with the savings account published in `bank`.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function serveExample(store) {
  const folder = mkdtempSync(join(tmpdir(), "esf-example-"));
  const portsFile = join(folder, "ports.json");
  const published = [
    "--publish",
    join(root, "examples/savings-account/dist"),
    "--database",
    "bank",
  ];
  const child = spawn(
    process.execPath,
    [
      join(root, "dist/cli/main.js"),
      "serve",
      ...["--store", store ?? `sqlite:${folder}`, "--grpc-port", "0", "--http-port", "0"],
      ...["--ports-file", portsFile, ...published],
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const exited = new Promise((resolve) => child.on("exit", resolve));
  while (!existsSync(portsFile)) {
    if (child.exitCode !== null) throw new Error("the server ended before it listened");
    await sleep(20);
  }
  const { grpc, http } = JSON.parse(readFileSync(portsFile, "utf8"));
  return {
    grpc: `http://127.0.0.1:${grpc}`,
    rest: `http://127.0.0.1:${http}`,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
