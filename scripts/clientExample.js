// Runs examples/client/main.ts, all that a client can do, over both transports, against a server that is
// started for it: over SQLite, or with `--postgres` over a PostgreSQL that is started, too.
import { spawn } from "node:child_process";
import { bundleExample } from "./bundleExample.js";
import { postgresPrograms, startPostgres } from "./postgresServer.js";
import { serveExample } from "./serveExample.js";

const overPostgres = process.argv.includes("--postgres");
if (overPostgres && postgresPrograms() === undefined) {
  console.error(
    "SKIPPED: the client's example over PostgreSQL. There is none on this machine; Debian's package is `postgresql`.",
  );
  process.exit(process.env.CI_REQUIRE_POSTGRES === "1" ? 1 : 0);
}

const postgres = overPostgres ? await startPostgres() : undefined;
const server = await serveExample(postgres?.url);
let status;
try {
  const main = await bundleExample("main.ts", { platform: "node" });
  const child = spawn(process.execPath, [main, server.grpc, server.rest, "bank"], {
    stdio: "inherit",
  });
  status = await new Promise((resolve) => child.on("exit", resolve));
} finally {
  await server.stop();
  await postgres?.stop();
}
process.exit(status ?? 1);
