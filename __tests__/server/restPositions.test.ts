import { runningServer, type ServerProcess } from "../support/runningServer.js";

const EVENT_STREAM = { accept: "text/event-stream" };

interface Answer {
  readonly status: number;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly json: Record<string, unknown>;
}

describe("a place beyond the present", () => {
  let server: ServerProcess;

  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${server.url}/api/v1/db${path}`, init);
    const json = (await response.json()) as Record<string, unknown>;
    return { status: response.status, title: json["title"], detail: json["detail"], json };
  };
  const post = (path: string, body: object): Promise<Answer> =>
    ask(path, { method: "POST", body: JSON.stringify(body) });
  const create = (): Promise<Answer> => post("", { database_name: "bank" });
  const append = (...ids: readonly string[]): Promise<Answer> => {
    const events = ids.map((id) => ({
      specversion: "1.0",
      id,
      source: "things",
      type: "thing.happened",
    }));
    return post("/bank/transactions", { events });
  };

  /** What an event stream begins with, until a text comes. */
  const beginning = async (path: string, headers: object, until: string): Promise<string> => {
    const stop = new AbortController();
    const { status, body } = await fetch(`${server.url}/api/v1/db${path}`, {
      headers: { ...EVENT_STREAM, ...headers },
      signal: stop.signal,
    });
    expect(status).toBe(200);
    let text = "";
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString("utf8");
      if (text.includes(until)) break;
    }
    stop.abort();
    return text;
  };

  beforeAll(async () => {
    server = await runningServer(["--in-memory"]);
    await create();
    await append("a", "b");
    await append("c");
  }, 60_000);

  afterAll(() => server.stop());

  it.each([
    ["/bank/keys/streams?revision=4"],
    ["/bank/streams/things/events/a?revision=999"],
    ["/bank?revision=4"],
    ["/bank/keys/streams?revision=18446744073709551615"],
  ])("is refused as a revision: %s", async (path) => {
    const { status, title, detail } = await ask(path);
    expect([status, title]).toEqual([400, "invalid argument"]);
    expect(detail).toMatch(/revision \d+ of bank does not exist; the latest is 3/);
  });

  it("is none where the present is", async () => {
    expect((await ask("/bank/keys/streams?revision=3")).json["keys"]).toEqual(["things"]);
    expect((await ask("/bank/streams/things/events/c?revision=3")).json["id"]).toBe("c");
    expect((await ask("/bank/streams/things/events/c?revision=2")).status).toBe(404);
  });

  it("is refused by the log, as JSON and as an event stream", async () => {
    const beyond = await ask("/bank/log?from=5");
    expect([beyond.status, beyond.title]).toEqual([400, "invalid argument"]);
    expect(beyond.detail).toContain(
      "from 5 lies beyond the log of bank, whose latest revision is 3",
    );
    expect(await ask("/bank/log?from=5", { headers: EVENT_STREAM })).toEqual(beyond);
    const seen = { ...EVENT_STREAM, "last-event-id": "4" };
    const back = await ask("/bank/log", { headers: seen });
    expect([back.status, back.title]).toEqual([400, "invalid argument"]);
    expect(back.detail).toContain("Last-Event-ID 4 lies beyond the log of bank");
  });

  it("does not lie where the next transaction comes", async () => {
    expect((await ask("/bank/log?from=4")).json["transactions"]).toEqual([]);
    const readers = [
      beginning("/bank/log", { "last-event-id": "3" }, "data:"),
      beginning("/bank/log?from=4", {}, "data:"),
    ];
    await append("d");
    for (const text of await Promise.all(readers)) expect(text).toMatch(/^: open\n\nid: 4\n/);
  });

  it("is told to a reader who comes back to a database that was made anew", async () => {
    await beginning("/bank/log", { "last-event-id": "3" }, "id: 4");
    await ask("/bank", { method: "DELETE" });
    await create();
    await append("x");
    const { status } = await ask("/bank/log", {
      headers: { ...EVENT_STREAM, "last-event-id": "4" },
    });
    expect(status).toBe(400);
    expect(await beginning("/bank/log", { "last-event-id": "0" }, "data:")).toContain("id: 1\n");
  });

  it("is refused by the decisions, which are counted anew by each server", async () => {
    expect((await ask("/bank/decisions?after=0")).json["decisions"]).toEqual([]);
    const { status, detail } = await ask("/bank/decisions?after=7");
    expect(status).toBe(400);
    expect(detail).toContain("bank has no decision 7; the latest is 0");
  });

  it("is not reached by a limit, which an event stream has none of", async () => {
    for (const limit of ["0", "1", "100"]) {
      const { status, detail } = await ask(`/bank/log?limit=${limit}`, { headers: EVENT_STREAM });
      expect(status).toBe(400);
      expect(detail).toBe("limit is for pages of JSON: an event stream goes on");
    }
  });
});
