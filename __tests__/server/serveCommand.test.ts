import { createHash } from "node:crypto";
import { jest } from "@jest/globals";
import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateDatabaseRequestSchema,
  CreateDatabaseReplySchema,
} from "../../src/protocol/gen/service_pb.js";
import { builtCli } from "../support/builtCli.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

const DIST = "examples/savings-account/dist";
const IN_MEMORY = ["--in-memory"];

async function withServer(
  args: readonly string[],
  run: (server: ServerProcess) => Promise<void>,
  env = {},
): Promise<void> {
  const server = await runningServer(args, env);
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

/** Creates a database over gRPC, and gives the name that it was given or the code of the refusal. */
function createOverGrpc(address: string, name: string, headers = {}): Promise<string | number> {
  const client = new Client(address, credentials.createInsecure());
  const metadata = new Metadata();
  for (const [key, value] of Object.entries<string>(headers)) metadata.set(key, value);
  return new Promise<string | number>((done) => {
    client.makeUnaryRequest(
      "/com.evidentsource.EvidentSource/CreateDatabase",
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes) => fromBinary(CreateDatabaseReplySchema, bytes),
      toBinary(
        CreateDatabaseRequestSchema,
        create(CreateDatabaseRequestSchema, { databaseName: name }),
      ),
      metadata,
      (error: ServiceError | null, reply) => {
        done(error === null ? (reply?.database?.name ?? "") : error.code);
      },
    );
  }).finally(() => {
    client.close();
  });
}

const hashOf = (text: string): string => createHash("sha256").update(`${text}\0`).digest("hex");

describe("esf serve", () => {
  jest.setTimeout(60_000);

  it("says where data live, what is lost when, and which limits hold", async () => {
    await withServer(
      [...IN_MEMORY, "--deadline", "7", "--memory", "50"],
      async ({ out, logged }) => {
        await logged("listening");
        expect(out()).toMatch(/data +in memory; everything is lost when this process ends/);
        expect(out()).toMatch(/7 s, 50 MB/);
      },
    );
  });

  it("serves the same databases over both protocols", async () => {
    await withServer(IN_MEMORY, async ({ url, grpc }) => {
      expect(await createOverGrpc(grpc, "both")).toBe("both");
      const response = await fetch(`${url}/api/v1/db`);
      expect(await response.json()).toEqual({ databases: ["both"] });
    });
  });

  it("wants its token over both protocols", async () => {
    const env = { EVIDENTSOURCE_TOKEN: "s3cret-token" };
    await withServer(
      IN_MEMORY,
      async ({ url, grpc }) => {
        const status = async (path: string, authorization?: string): Promise<number> =>
          (await fetch(url + path, { headers: authorization ? { authorization } : {} })).status;
        expect(await status("/api/v1/db")).toBe(401);
        expect(await status("/metrics")).toBe(401);
        expect(await status("/api/v1/db", "Bearer s3cret-toke")).toBe(401);
        expect(await status("/api/v1/db", "Bearer s3cret-token")).toBe(200);
        expect(await status("/health")).toBe(200);
        expect(await createOverGrpc(grpc, "one")).toBe(16);
        expect(await createOverGrpc(grpc, "one", { authorization: "Bearer s3cret-token" })).toBe(
          "one",
        );
      },
      env,
    );
  });

  it("does not listen beyond this machine without a token", async () => {
    const { code, err } = await builtCli(["serve", "--in-memory", "--host", "0.0.0.0"]);
    expect(code).toBe(2);
    expect(err).toContain("give a token");
  });

  it.each([
    [["--grpc-port", "x"], /whole number from 0 to 65535/],
    [["--publish", "dist"], /--publish needs a database/],
    [["--publish", "dist", "--database", "x"], /--database: /],
    [["--store", "mysql://x"], /is no store/],
    [["--connections", "0"], /whole number from 1 to 1000/],
    [["--in-memory", "--schema", "bank"], /a schema is for PostgreSQL; the store memory: has none/],
    [["--store", "sqlite:x", "--connections", "4"], /a number of connections is for PostgreSQL/],
    [["--store", "sqlite:x", "--replica", "postgres://r"], /a replica is for PostgreSQL/],
    [["--store", "postgres://x", "--schema", "Bank"], /a schema is named by small letters/],
    [["--store", "postgres://x", "--replica", "of x"], /the address of PostgreSQL is no URL/],
  ])("refuses %j", async (args, message) => {
    const { code, err } = await builtCli(["serve", ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it("writes one line of JSON an event", async () => {
    await withServer([...IN_MEMORY, "--log-format", "json"], async ({ err, logged }) => {
      await logged("listening");
      const [first = ""] = err().split("\n");
      expect(JSON.parse(first)).toMatchObject({ level: "info", event: "listening" });
    });
  });

  it("publishes a build when it changes, and only what has changed", async () => {
    const dist = await mkdtemp(join(tmpdir(), "dist-"));
    await cp(DIST, dist, { recursive: true });
    const args = [...IN_MEMORY, "--publish", dist, "--database", "bank"];
    await withServer(args, async ({ url, logged }) => {
      await logged("ready");
      const file = join(dist, "state-changes", "deposit.json");
      const before = await readFile(file, "utf8");
      const after = JSON.stringify({ ...(JSON.parse(before) as object), description: "Another" });
      await writeFile(file, after);
      // As a build would, which says of each file what it has written.
      const record = await readFile(join(dist, "build.json"), "utf8");
      await writeFile(join(dist, "build.json"), record.replace(hashOf(before), hashOf(after)));
      await logged(`name=deposit version=2`);
      const response = await fetch(`${url}/api/v1/db/bank/state-changes`);
      const { definitions } = (await response.json()) as { definitions: { name: string }[] };
      expect(definitions.map(({ name }) => name)).toHaveLength(6);
    });
    await rm(dist, { recursive: true });
  });

  it("drains: streams end, what is under way is answered, and the exit code is 0", async () => {
    const server = await runningServer([...IN_MEMORY, "--publish", DIST, "--database", "bank"]);
    await server.logged("ready");
    const stream = await fetch(`${server.url}/api/v1/db/bank/updates`);
    const command = fetch(`${server.url}/api/v1/db/bank/state-changes/open-account/versions/1`, {
      method: "POST",
      body: JSON.stringify({ account_id: "11111111-1111-4111-8111-111111111111", owner: "Ann" }),
      headers: { "content-type": "application/json" },
    });
    // Components are compiled for the first command, which takes longer than the signal.
    await new Promise((later) => setTimeout(later, 50));
    server.kill("SIGTERM");
    expect((await command).status).toBe(201);
    expect(await stream.text()).toContain("event: database");
    expect(await server.exited).toBe(0);
    expect(server.err()).toContain("stopped");
  });
});
