import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresPrograms, startPostgres } from "../../scripts/postgresServer.js";

/** The stores that proofs are run on, by name. */
export const STORES = ["memory", "sqlite", "postgres"];

/**
 * A store of its own for a proof: `memory`, `sqlite`, `postgres` (which is started here, and flushes its
 * disk), or any address that a server takes. `undefined` where there is no PostgreSQL, which is said.
 */
export async function openStore(name) {
  if (name === "memory") return { name, address: "memory:", close: () => undefined };
  if (name === "sqlite") {
    const folder = mkdtempSync(join(tmpdir(), "esf-proof-"));
    const close = () => rmSync(folder, { recursive: true });
    return { name, address: `sqlite:${folder}`, folder, close };
  }
  if (name !== "postgres") return { name, address: name, close: () => undefined };
  if (postgresPrograms() === undefined) {
    console.error(
      "!!! NOT SHOWN: there is no PostgreSQL on this machine; Debian's package is `postgresql`. !!!",
    );
    if (process.env.CI_REQUIRE_POSTGRES === "1") process.exitCode = 1;
    return undefined;
  }
  const postgres = await startPostgres({ flushes: true });
  return { name, address: postgres.url, postgres, close: () => postgres.stop() };
}
