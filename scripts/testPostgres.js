// The store in PostgreSQL, against a real one that is started here.
import { postgresPrograms, startPostgres } from "./postgresServer.js";
import { runJest } from "./runJest.js";

if (postgresPrograms() === undefined) {
  console.error(
    "SKIPPED: the tests of the store in PostgreSQL. There is none on this machine; Debian's package is `postgresql`.",
  );
  process.exit(process.env.CI_REQUIRE_POSTGRES === "1" ? 1 : 0);
}

const primary = await startPostgres();
const replica = await startPostgres({ replicaOf: primary });
let status;
try {
  const tests =
    process.argv.length > 2
      ? process.argv.slice(2)
      : ["__tests__/store/postgres", "__tests__/server/postgres"];
  status = await runJest(["--maxWorkers=1", "--forceExit", "--testTimeout=120000", ...tests], {
    LAW_CASES: "40",
    ...process.env,
    TEST_POSTGRES_URL: primary.url,
    TEST_POSTGRES_REPLICA_URL: replica.url,
    TEST_POSTGRES_PORT: String(primary.port),
  });
} finally {
  for (const server of [replica, primary]) await server.stop();
}
process.exit(status);
