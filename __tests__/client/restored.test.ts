import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import { connect as connectGrpc } from "evidentsource-functions/client";
import type { Connection } from "evidentsource-functions/client";
import { connect as connectRest } from "evidentsource-functions/client/rest";
import { freePort } from "../support/freePort.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

jest.setTimeout(60_000);

const RESTORED = {
  code: "invalid-argument",
  message: expect.stringMatching(/^revision 3 of log does not exist; the latest is 1; /) as unknown,
};

it.each([
  { transport: "gRPC", connect: connectGrpc },
  { transport: "REST", connect: connectRest },
])(
  "readers over $transport are told when a database was restored to less than they have read",
  async ({ transport, connect }) => {
    const folder = await mkdtemp(join(tmpdir(), "restored-"));
    const [store, backup] = [join(folder, "store"), join(folder, "backup")];
    const [grpc, http] = [await freePort(), await freePort()];
    const ports = ["--grpc-port", String(grpc), "--http-port", String(http), "--drain", "1"];
    const start = (): Promise<ServerProcess> =>
      runningServer(["--store", `sqlite:${store}`, ...ports]);
    const port = transport === "gRPC" ? grpc : http;
    const backOff = { first: 20, longest: 200 };
    const client = connect(`http://127.0.0.1:${String(port)}`, { backOff, attempts: 1_000 });
    let server = await start();
    const append = (database: Connection, id: string): Promise<unknown> =>
      database.transact({ id, stream: "things", type: "thing.happened" });
    try {
      await client.create("log");
      const database = await client.connect("log");
      await append(database, "a");
      await server.stop();
      await cp(store, backup, { recursive: true });
      server = await start();
      await append(database, "b");

      const told: bigint[] = [];
      const reading = async (
        source: AsyncIterable<bigint | { revision: bigint }>,
      ): Promise<void> => {
        for await (const each of source) told.push(typeof each === "bigint" ? each : each.revision);
      };
      const readers = [
        reading(database.subscribe({ after: 0n })),
        reading(database.log(0n, { follow: true })),
      ].map((reader) => expect(reader).rejects.toMatchObject(RESTORED));
      await append(database, "c");
      while (told.length < 6) await new Promise((resolve) => setTimeout(resolve, 5));

      await server.stop();
      await rm(store, { recursive: true });
      await cp(backup, store, { recursive: true });
      server = await start();
      await Promise.all(readers);
      expect(told.sort()).toEqual([1n, 1n, 2n, 2n, 3n, 3n]);
    } finally {
      client.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
