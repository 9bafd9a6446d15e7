import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from "node:http2";
import { serve, type RunningServer } from "../../src/server/serve.js";

interface Ended {
  readonly status: string | undefined;
  readonly bytes: number;
}

/** Calls an RPC that wants an empty message, and gathers what comes of it. */
function call(session: ClientHttp2Session, name: string, headers = {}): Promise<Ended> {
  const stream = session.request({
    ":method": "POST",
    ":path": `/com.evidentsource.EvidentSource/${name}`,
    "content-type": "application/grpc",
    te: "trailers",
    ...headers,
  });
  let status: string | undefined;
  let bytes = 0;
  const told = (received: IncomingHttpHeaders): void => {
    if (received["grpc-status"] !== undefined) status = received["grpc-status"] as string;
  };
  stream.on("response", told).on("trailers", told);
  // One that the server stops before it has begun is refused; it has no status then.
  stream.on("error", () => undefined);
  stream.on("data", (chunk: Buffer) => (bytes += chunk.length));
  stream.end(Buffer.alloc(5));
  return new Promise((done) => {
    stream.on("close", () => {
      done({ status, bytes });
    });
  });
}

describe("a stream over gRPC", () => {
  const DATABASES = 500;
  let server: RunningServer;
  let session: ClientHttp2Session;

  beforeAll(async () => {
    server = await serve({ store: "memory:", grpcPort: 0, httpPort: 0 });
    for (let count = 0; count < DATABASES; count++)
      await server.platform.createDatabase(`database-${String(count)}`);
    session = connect(`http://127.0.0.1:${String(server.grpcPort)}`);
  }, 60_000);

  afterAll(async () => {
    session.destroy();
    await server.stop(100);
  });

  it.each(["0m", "1m", "3m", "10m", "20m"])(
    "that a deadline of %s ends in the middle tells so, and never comes to nothing",
    async (timeout) => {
      const whole = await call(session, "FetchCatalog");
      expect(whole.status).toBe("0");
      const all = await Promise.all(
        Array.from({ length: 5 }, () => call(session, "FetchCatalog", { "grpc-timeout": timeout })),
      );
      for (const { status, bytes } of all) {
        expect(["0", "4"]).toContain(status);
        // What is told to be complete is complete.
        if (status === "0") expect(bytes).toBe(whole.bytes);
      }
    },
    30_000,
  );

  it("that has begun is not cut short, and told to be complete, when the server stops", async () => {
    const other = await serve({ store: "memory:", grpcPort: 0, httpPort: 0 });
    for (let count = 0; count < DATABASES; count++)
      await other.platform.createDatabase(`database-${String(count)}`);
    const own = connect(`http://127.0.0.1:${String(other.grpcPort)}`);
    const whole = await call(own, "FetchCatalog");
    const begun = Array.from({ length: 10 }, () => call(own, "FetchCatalog"));
    await new Promise((done) => setTimeout(done, 5));
    await other.stop(10_000);
    for (const { status, bytes } of await Promise.all(begun))
      if (status === "0") expect(bytes).toBe(whole.bytes);
    own.destroy();
  }, 60_000);
});
