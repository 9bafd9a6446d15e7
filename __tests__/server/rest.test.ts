import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undescribed } from "../support/describedExchange.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

const DIST = "examples/savings-account/dist";
const ACCOUNT = "11111111-1111-4111-8111-111111111111";

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

describe.each(["memory", "sqlite"])("the REST interface over %s", (kind) => {
  let server: ServerProcess;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rest-"));
    const store = kind === "memory" ? "memory:" : `sqlite:${folder}`;
    server = await runningServer(["--store", store, "--publish", DIST, "--database", "bank"]);
    await server.logged("ready");
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function call(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
    const sent = { "content-type": "application/json", ...headers };
    const written = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: sent,
      ...(written !== undefined && { body: written }),
    });
    const text = await response.text();
    const type = sent["content-type"];
    const exchange = { method, path: `/api/v1${path}`, type, body: written, response, text };
    expect(undescribed(exchange)).toEqual([]);
    const isJson = text !== "" && (response.headers.get("content-type") ?? "").includes("json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  }

  const execute = (name: string, command: unknown, query = "", headers = {}): Promise<Answer> =>
    call("POST", `/db/bank/state-changes/${name}/versions/1${query}`, command, headers);

  const inStream = (stream: string): unknown => ({ equals: { stream: { stream } } });
  const sent = (id: string, source: string, more: object = {}): object => ({
    specversion: "1.0",
    id,
    source,
    type: "thing.happened",
    ...more,
  });

  it("lets pages of this machine read its answers, and no others", async () => {
    const origin = "http://localhost:5173";
    const asked = { origin, "access-control-request-method": "POST" };
    const wanted = { ...asked, "access-control-request-headers": "content-type,authorization" };
    const allowed = await call("OPTIONS", "/db/bank/query", undefined, wanted);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    expect(allowed.headers.get("access-control-allow-headers")).toBe("content-type,authorization");
    const answer = await call("GET", "/db/nowhere", undefined, { origin });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    const foreign = { ...asked, origin: "http://evil.example" };
    const refused = await call("OPTIONS", "/db/bank/query", undefined, foreign);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect((await call("GET", "/db")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("creates, lists and deletes databases", async () => {
    const created = await call("POST", "/db", { database_name: "other" });
    expect([created.status, created.json["revision"]]).toEqual([201, "0"]);
    expect((await call("GET", "/db")).json).toEqual({ databases: ["bank", "other"] });
    expect((await call("POST", "/db", { database_name: "other" })).status).toBe(409);
    expect((await call("DELETE", "/db/other")).json["name"]).toBe("other");
    const gone = await call("GET", "/db/other");
    expect(gone.status).toBe(404);
    expect(gone.headers.get("content-type")).toBe("application/problem+json");
    expect(gone.json["type"]).toBe("urn:evidentsource:problem:not-found");
  });

  it("decides commands, tells refusals apart, and renders views", async () => {
    const open = { account_id: ACCOUNT, owner: "Ann", initial_deposit: 100 };
    const once = await execute("open-account", open, "?transaction_id=open-1");
    expect([once.status, once.json["id"], once.json["event_count"]]).toEqual([201, "open-1", 2]);
    // Its first commit would be refused now; the id is answered before anything runs.
    const again = await execute("open-account", open, "?transaction_id=open-1");
    expect(again.json).toEqual(once.json);
    const view = `/db/bank/state-views/account-summary/versions/1?subject.account_id=${ACCOUNT}`;
    const bare = await call("GET", view.replace("subject.", ""));
    expect([bare.status, bare.json["detail"]]).toEqual([
      400,
      expect.stringContaining("comes with its kind: subject.account_id"),
    ]);
    const rendered = await call("GET", view);
    expect(rendered.json).toEqual({
      owner: "Ann",
      status: "open",
      balance: 100,
      transaction_count: 1,
    });
    const etag = rendered.headers.get("etag") ?? "";
    expect((await call("GET", view, undefined, { "if-none-match": etag })).status).toBe(304);
    expect((await call("GET", `${view}&revision=0`)).status).toBe(204);
    const past = rendered.headers.get("evidentsource-last-modified") ?? "";
    expect((await call("GET", `${view}&effective_time=2000-01-01T00:00:00Z`)).status).toBe(204);
    expect((await call("GET", `${view}&effective_time=${past}`)).status).toBe(200);
    const kinds = await Promise.all([
      execute("withdraw", { account_id: ACCOUNT, amount: 101 }),
      execute("withdraw", { account_id: ACCOUNT, amount: "x" }),
      execute("withdraw", { account_id: ACCOUNT.replace(/^1/, "2"), amount: 1 }),
    ]);
    expect(kinds.map(({ status, json }) => [status, json["title"]])).toEqual([
      [409, "refused conflict"],
      [422, "refused validation"],
      [404, "refused not found"],
    ]);
    const unknown = await call("POST", "/db/bank/state-changes/nothing/versions/1", {});
    expect([unknown.status, unknown.json["title"]]).toEqual([404, "not found"]);
  }, 30_000);

  it("speculates without committing anything, also in the past", async () => {
    const { revision } = (await call("GET", "/db/bank")).json;
    const now = await execute("deposit", { account_id: ACCOUNT, amount: 5 }, "?speculate=true");
    expect(now.json["events"]).toMatchObject([{ type: "account.credited", data: { amount: 5 } }]);
    const before = await execute(
      "deposit",
      { account_id: ACCOUNT, amount: 5 },
      "?speculate=true&revision=0",
    );
    expect([before.status, before.json["title"]]).toEqual([404, "refused not found"]);
    expect((await call("GET", "/db/bank")).json["revision"]).toBe(revision);
  }, 30_000);

  it("remembers how commands were decided", async () => {
    const { decisions } = (await call("GET", "/db/bank/decisions")).json;
    expect(decisions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state_change: "open-account", attempts: 1 }),
        expect.objectContaining({
          state_change: "withdraw",
          outcome: expect.objectContaining({ kind: "refused", refusal: "conflict" }) as unknown,
        }),
      ]),
    );
  });

  it("keeps data to the letter, and the trace of their request", async () => {
    const event = `{"specversion":"1.0","id":"n1","source":"numbers","type":"number.seen","answer":42,
      "data":{"big": 12345678901234567890.10,"a":1e400}}`;
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const body = `{"id":"numbers-1","events":[${event}]}`;
    const answer = await call("POST", "/db/bank/transactions", body, { traceparent });
    expect(answer.status).toBe(201);
    const stored = await call("GET", "/db/bank/streams/numbers/events/n1");
    expect(stored.text).toContain(`"data":{"big": 12345678901234567890.10,"a":1e400}`);
    expect(stored.json).toMatchObject({ answer: 42, traceparent });
    const transaction = await call("GET", "/db/bank/transactions/numbers-1");
    expect(transaction.text).toContain("12345678901234567890.10");
  });

  it("takes single events and batches in the JSON of CloudEvents, with bytes and text", async () => {
    const bytes = Buffer.from([0, 255]).toString("base64");
    const one = await call(
      "POST",
      "/db/bank/transactions",
      sent("b1", "raw", { data_base64: bytes }),
      {
        "content-type": "application/cloudevents+json",
      },
    );
    const batch = [
      sent("b2", "raw", { datacontenttype: "text/plain", data: "hi" }),
      sent("b3", "raw"),
    ];
    const two = await call("POST", "/db/bank/transactions", batch, {
      "content-type": "application/cloudevents-batch+json",
    });
    expect([one.json["event_count"], two.json["event_count"]]).toEqual([1, 2]);
    const query = await call("POST", "/db/bank/query", { selector: inStream("raw") });
    expect(query.json["events"]).toMatchObject([
      { id: "b1", data_base64: bytes },
      { id: "b2", data: "hi" },
      { id: "b3" },
    ]);
  });

  it("takes an event back as it answered it, but for its id, and no other database's", async () => {
    const first = { events: [sent("back-1", "returned", { subject: "s", data: { a: 1 } })] };
    expect((await call("POST", "/db/bank/transactions", first)).status).toBe(201);
    const stored = (await call("GET", "/db/bank/streams/returned/events/back-1")).json;
    expect(stored["source"]).toMatch(/\/db\/bank\/streams\/returned$/);
    const body = { ...stored, id: "back-2" };
    const headers = { "content-type": "application/cloudevents+json" };
    expect((await call("POST", "/db/bank/transactions", body, headers)).status).toBe(201);
    const again = (await call("GET", "/db/bank/streams/returned/events/back-2")).json;
    expect(again).toMatchObject({ source: stored["source"], subject: "s", data: { a: 1 } });
    expect(again["sequence"]).not.toEqual(stored["sequence"]);
    const source = String(stored["source"]).replace("/bank/", "/shop/");
    const foreign = await call("POST", "/db/bank/transactions", { ...body, source }, headers);
    expect(foreign.status).toBe(400);
    expect(foreign.json["detail"]).toContain('event "back-2" is of another database');
  });

  it("refuses a violated condition, and says which", async () => {
    const conditions = [{ max: { selector: inStream("guarded"), revision: "0" } }];
    const first = { events: [sent("g1", "guarded")], conditions };
    expect((await call("POST", "/db/bank/transactions", first)).status).toBe(201);
    const second = { events: [sent("g2", "guarded")], conditions };
    const refused = await call("POST", "/db/bank/transactions", second);
    expect([refused.status, refused.json["title"]]).toEqual([412, "condition violated"]);
    expect(refused.json["detail"]).toContain("no selected event was expected");
  });

  it.each([
    ["no JSON", "{", /no JSON/],
    ["an unknown member", { event: [] }, /has no member "event"/],
    ["no events", { events: [] }, /at least one event/],
    ["a member twice", `{"events":[],"events":[]}`, /"events" twice/],
    ["an event without an id", { events: [{ specversion: "1.0" }] }, /events\[0\]\.id is missing/],
    [
      "an event without a version",
      { events: [{ id: "e" }] },
      /^events\[0\]\.specversion is missing$/,
    ],
    [
      "a condition without a selector",
      { events: [sent("e", "x1")], conditions: [{ max: { selector: {}, revision: "0" } }] },
      /^conditions\[0\]\.max\.selector: selector: expected exactly one of .*, got an empty object$/,
    ],
    ["a rounded revision", `{"events":[],"last_read_revision":9007199254740993}`, /2\^64/],
    [
      "an extension that is an object",
      { events: [sent("e", "x1", { ext: {} })] },
      /events\[0\]\.ext/,
    ],
  ])("refuses a transaction with %s", async (_what, body, message) => {
    const { status, json } = await call("POST", "/db/bank/transactions", body);
    expect(status).toBe(400);
    expect(json["detail"]).toMatch(message);
  });

  it("refuses a transaction that no client could read", async () => {
    const data = "x".repeat(1_100_000);
    const events = [1, 2, 3, 4].map((n) => sent(`big${String(n)}`, "big", { data }));
    const tooLong = await call("POST", "/db/bank/transactions", { events });
    expect(tooLong.status).toBe(413);
    // Within the limit of a request, but not with what the server adds.
    const fill = (length: number): object => ({
      events: [sent("big", "big", { data: "x".repeat(length) })],
    });
    const refused = await call("POST", "/db/bank/transactions", fill(4 * 1024 * 1024 - 200));
    expect([refused.status, refused.json["detail"]]).toEqual([
      400,
      expect.stringMatching(/messages of at most 4194304/),
    ]);
    expect((await call("POST", "/db/bank/transactions", fill(4_000_000))).status).toBe(201);
  }, 30_000);

  it("lists keys, definitions with metadata and models, and the catalog", async () => {
    const keys = (await call("GET", "/db/bank/keys/event-types")).json["keys"] as string[];
    expect(keys).toEqual([...keys].sort());
    expect(keys).toContain("account.opened");
    const changes = (await call("GET", "/db/bank/state-changes")).json["definitions"];
    expect(changes).toHaveLength(5);
    const view = await call("GET", "/db/bank/state-views/account-summary/versions/1/definition");
    expect(view.json).toMatchObject({
      version: "1",
      metadata: { state_view_name: "account-summary" },
      model: { name: "account-summary" },
    });
    expect((await call("GET", "/catalog")).json["databases"]).toMatchObject([{ name: "bank" }]);
  });

  it("resumes the log after the last event that a client saw", async () => {
    const { transactions } = (await call("GET", "/db/bank/log")).json as {
      transactions: { revision: string; id: string }[];
    };
    const seen = transactions[1]?.revision ?? "";
    const stop = new AbortController();
    const response = await fetch(`${server.url}/api/v1/db/bank/log`, {
      headers: { accept: "text/event-stream", "last-event-id": seen },
      signal: stop.signal,
    });
    const ids: string[] = [];
    let text = "";
    let isSent = false;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString("utf8");
      ids.splice(0, ids.length, ...[...text.matchAll(/^id: (\d+)$/gm)].map(([, id = ""]) => id));
      if (ids.length >= transactions.length - 2 && !isSent) {
        isSent = true;
        await call("POST", "/db/bank/transactions", { events: [sent("later", "later")] });
      }
      if (ids.length > transactions.length - 2) break;
    }
    stop.abort();
    expect(ids.slice(0, -1)).toEqual(transactions.slice(2).map(({ revision }) => revision));
    expect(Number(ids.at(-1))).toBe(Number(ids.at(-2)) + 1);
  }, 30_000);

  it("answers no page of another site, and no name but its own", async () => {
    expect((await call("GET", "/db", undefined, { origin: "http://evil.example" })).status).toBe(
      403,
    );
    expect((await call("GET", "/db", undefined, { origin: "http://localhost:5173" })).status).toBe(
      200,
    );
  });

  it("says what a path can do, and what parameters it has", async () => {
    expect((await call("PUT", "/db")).status).toBe(405);
    expect((await call("GET", "/nothing")).json["title"]).toBe("unknown path");
    expect((await call("GET", "/db?revison=1")).status).toBe(400);
  });

  it("answers queries of every kind that its document has", async () => {
    await call("POST", "/db/bank/transactions", {
      events: [sent("kinds-1", "kinds"), sent("kinds-2", "kinds", { subject: "one" })],
    });
    const subjects = ["one", { has_value: true, value: "one" }, { value: "one" }];
    const none = [null, { has_value: false }, { has_value: false, value: "" }];
    const either = { or: { left: inStream("kinds"), right: inStream("nothing") } };
    const of = (selector: unknown): object => ({
      and: { left: inStream("kinds"), right: selector },
    });
    const [first, second] = ["kinds-1", "kinds-2"];
    const asked: [object, string[]][] = [
      ...subjects.map((subject): [object, string[]] => [
        { selector: of({ equals: { subject: { subject } } }) },
        [second],
      ]),
      ...none.map((subject): [object, string[]] => [
        { selector: of({ equals: { subject: { subject } } }) },
        [first],
      ]),
      [{ selector: of({ starts_with: { subject: { subject: "on" } } }) }, [second]],
      [
        { selector: of({ equals: { event_type: { event_type: "thing.happened" } } }) },
        [first, second],
      ],
      [{ selector: { starts_with: { stream: { stream: "kind" } } }, limit: 1 }, [first]],
      [
        { selector: either, direction: "reverse", range: { revision: { start_at: "1" } } },
        [second, first],
      ],
      [
        {
          selector: either,
          range: { effective_time: { start_at: { timestamp: "2000-01-01T00:00:00Z" } } },
          limit: 10_000,
        },
        [first, second],
      ],
    ];
    for (const [query, ids] of asked) {
      const { events } = (await call("POST", "/db/bank/query", query)).json;
      expect((events as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    }
    const most = await call("POST", "/db/bank/query", { selector: either, limit: 10_001 });
    expect(most.json["detail"]).toContain("from 0 to 10000");
  });

  it("counts what it answered", async () => {
    const response = await fetch(`${server.url}/metrics`);
    expect(await response.text()).toMatch(/requests_total\{.*operation="transact",status="201"\}/);
  });
});
