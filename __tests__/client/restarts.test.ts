import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import { connect as connectGrpc } from "evidentsource-functions/client";
import { connect as connectRest } from "evidentsource-functions/client/rest";
import { freePort } from "../support/freePort.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

/** How often the server is restarted; more in `npm run test:restarts`. */
const RESTARTS = Number(process.env["RESTARTS"] ?? 8);

jest.setTimeout(60_000 + RESTARTS * 10_000);

it.each([
  { transport: "gRPC", connect: connectGrpc },
  { transport: "REST", connect: connectRest },
])(
  "a subscription over $transport survives restarts without missing, repeating or reordering a revision",
  async ({ transport, connect }) => {
    const folder = await mkdtemp(join(tmpdir(), "restarts-"));
    const [grpcPort, httpPort] = [await freePort(), await freePort()];
    const ports = ["--grpc-port", String(grpcPort), "--http-port", String(httpPort)];
    const start = (): Promise<ServerProcess> =>
      runningServer(["--store", `sqlite:${folder}`, "--drain", "1", ...ports]);
    let server = await start();
    const port = transport === "gRPC" ? grpcPort : httpPort;
    const address = `http://127.0.0.1:${String(port)}`;
    const client = connect(address, { backOff: { first: 20, longest: 200 }, attempts: 1_000 });
    const stop = new AbortController();
    try {
      await client.create("log");
      const database = await client.connect("log");

      /** Writes without a pause, transactions of one to three events; what is acknowledged is kept. */
      const acknowledged: bigint[] = [];
      const writing = (async () => {
        for (let n = 0; !stop.signal.aborted; n += 1) {
          const events = Array.from({ length: 1 + (n % 3) }, (_, index) => ({
            id: `${String(n)}-${String(index)}`,
            stream: "things",
            type: "thing.happened",
          }));
          const { revision } = await database.transact(events, [], { deadline: 60_000 });
          acknowledged.push(revision);
        }
      })();
      const told: bigint[] = [];
      const end: { revision?: bigint | undefined } = {};
      const reading = (async () => {
        for await (const revision of database.subscribe({ after: 0n })) {
          told.push(revision);
          if (revision === end.revision) return;
        }
      })();

      for (let restart = 0; restart < RESTARTS; restart += 1) {
        const before = acknowledged.length;
        // Every other one has no time to say goodbye.
        server.kill(restart % 2 === 0 ? "SIGKILL" : "SIGTERM");
        await server.exited;
        server = await start();
        while (acknowledged.length < before + 5)
          await new Promise((resolve) => setTimeout(resolve, 5));
      }
      stop.abort();
      await writing;
      end.revision = acknowledged.at(-1);
      if (told.at(-1) !== end.revision) await reading;
      reading.catch(() => undefined);

      const log = (await database.log().all()).map(({ revision }) => revision);
      expect(told).toEqual(log);
      // What was sent again after an interruption was committed once.
      expect(acknowledged).toEqual(log);
      expect(log.length).toBeGreaterThan(5 * RESTARTS);
    } finally {
      client.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
