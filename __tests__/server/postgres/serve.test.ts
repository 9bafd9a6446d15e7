import { randomUUID } from "node:crypto";
import { jest } from "@jest/globals";
import { builtCli } from "../../support/builtCli.js";
import { runningServer, type ServerProcess } from "../../support/runningServer.js";
import { describeWithPostgres, freshSchema, replicaUrl, url } from "../../store/postgres/server.js";

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Asks a server over REST. */
async function ask(server: ServerProcess, path: string, body?: unknown): Promise<Reply> {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/v1${path}`, sent);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const append = (server: ServerProcess, database: string, count = 1): Promise<Reply> =>
  ask(server, `/db/${database}/transactions`, {
    events: Array.from({ length: count }, () => ({
      specversion: "1.0",
      id: randomUUID(),
      source: "accounts",
      type: "opened",
    })),
  });

const revisionOf = async (server: ServerProcess, database: string): Promise<unknown> =>
  (await ask(server, `/db/${database}`)).body["revision"];

async function dropped(server: ServerProcess, database: string): Promise<void> {
  const { status } = await fetch(`${server.url}/api/v1/db/${database}`, { method: "DELETE" });
  expect(status).toBe(200);
}

const created = (server: ServerProcess, database: string): Promise<Reply> =>
  ask(server, "/db", { database_name: database });

async function withServers(
  args: readonly string[],
  run: (one: ServerProcess, other: ServerProcess) => Promise<void>,
): Promise<void> {
  const servers: ServerProcess[] = [];
  try {
    const one = await runningServer(["--store", url, ...args]);
    servers.push(one);
    const other = await runningServer(["--store", url, ...args]);
    servers.push(other);
    await run(one, other);
  } finally {
    for (const server of servers) await server.stop();
  }
}

describeWithPostgres("esf serve on PostgreSQL", () => {
  jest.setTimeout(120_000);

  it("keeps databases of one schema from those of another", async () => {
    const [schema, elsewhere] = [freshSchema(), freshSchema()];
    const one = await runningServer(["--store", url, "--schema", schema]);
    const other = await runningServer(["--store", url, "--schema", elsewhere]);
    await created(one, "bank");
    expect((await ask(one, "/db/bank")).status).toBe(200);
    expect((await ask(other, "/db/bank")).status).toBe(404);
    await one.stop();
    await other.stop();
  });

  it("needs no more connections than one, and one that listens", async () => {
    const args = ["--schema", freshSchema(), "--connections", "1"];
    await withServers(args, async (one, other) => {
      await created(one, "bank");
      const replies = await Promise.all(
        Array.from({ length: 60 }, (_none, at) => append(at % 2 === 0 ? one : other, "bank")),
      );
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
      expect(await revisionOf(one, "bank")).toBe("60");
    });
  });

  it("reads from a replica what was just written", async () => {
    const args = ["--schema", freshSchema(), "--replica", replicaUrl];
    await withServers(args, async (one, other) => {
      await created(one, "bank");
      for (let count = 1; count <= 20; count++) {
        await append(one, "bank");
        const { body } = await ask(other, "/db/bank/log?limit=1000");
        expect(body["transactions"]).toHaveLength(count);
      }
    });
  });

  it("says which replica cannot be reached only when it is needed: the primary answers", async () => {
    const away = "postgres://nobody:s3cret@127.0.0.1:1/none";
    const args = ["--schema", freshSchema(), "--replica", away];
    await withServers(args, async (one) => {
      await created(one, "bank");
      await append(one, "bank");
      expect((await ask(one, "/db/bank/log")).status).toBe(200);
      expect(one.out() + one.err()).not.toContain("s3cret");
    });
  });

  it("does not show a password in what it says of a server that it cannot reach", async () => {
    const store = "postgres://nobody:s3cret@127.0.0.1:1/none";
    const { code, out, err } = await builtCli(["serve", "--store", store]);
    expect(code).toBe(2);
    expect(err).toContain("127.0.0.1:1");
    expect(out + err).not.toContain("s3cret");
  });

  it("finds a database at once that another process deleted and made anew", async () => {
    await withServers(["--schema", freshSchema()], async (one, other) => {
      for (let round = 0; round < 5; round++) {
        await created(one, "bank");
        await append(one, "bank", 3);
        expect(await revisionOf(other, "bank")).toBe("3");
        await dropped(one, "bank");
        await created(one, "bank");
        // The first question after that may be any.
        if (round % 2 === 0) expect((await append(other, "bank")).status).toBe(201);
        else expect(await revisionOf(other, "bank")).toBe("0");
        await append(one, "bank");
        const { body } = await ask(other, "/db/bank/log");
        expect(body["transactions"]).toHaveLength(round % 2 === 0 ? 2 : 1);
        await dropped(other, "bank");
        expect((await append(one, "bank")).status).toBe(404);
        expect((await ask(one, "/db/bank")).status).toBe(404);
      }
    });
  });
});
