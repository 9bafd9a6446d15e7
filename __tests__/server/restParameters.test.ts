import { checkEncoding } from "../../src/server/rest/percentEncoding.js";
import { checkQuery } from "../../src/server/rest/queryParameters.js";
import { ROUTES } from "../../src/server/rest/routes/index.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

const parameters = ROUTES.flatMap((route) =>
  Object.keys(route.query ?? {}).map((name) => ({ operation: route.operation, name, route })),
);

describe("query parameters", () => {
  it.each(parameters)("of $operation: $name is never empty", ({ name, route }) => {
    expect(() => {
      checkQuery(route, [[name, ""]]);
    }).toThrow(
      new RangeError(
        `the query parameter "${name}" is empty; expected ${route.query?.[name] ?? ""}, or no such parameter`,
      ),
    );
  });

  it.each([
    ["/db/bank?revision=%zz", /"revision=%zz"/],
    ["/db/bank?%ff=1", /"%ff=1"/],
    ["/db/bank?at=2026&revision=1%", /"revision=1%"/],
    ["/db/bank/streams/things/events/100%", /"100%"/],
    ["/db/bank/streams/things/events/%c3%28", /"%c3%28"/],
  ])("and paths are percent-encoded UTF-8: %s", (path, message) => {
    expect(() => {
      checkEncoding(new URL(path, "http://localhost"));
    }).toThrow(message);
  });

  it.each(["/db/bank?revision=%31", "/db/b%C3%A4nk", "/db/bank/streams/a/events/100%25?x=+%2B"])(
    "are read where they are: %s",
    (path) => {
      expect(() => {
        checkEncoding(new URL(path, "http://localhost"));
      }).not.toThrow();
    },
  );
});

describe("a server that is asked with a variable nobody set", () => {
  let server: ServerProcess;
  const publish = ["--publish", "examples/savings-account/dist", "--database", "bank"];

  beforeAll(async () => {
    server = await runningServer(["--in-memory", ...publish]);
  }, 60_000);

  afterAll(() => server.stop());

  const ask = async (
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; detail: unknown }> => {
    const response = await fetch(`${server.url}/api/v1/db/bank${path}`, init);
    const { detail } = (await response.json()) as { detail?: unknown };
    return { status: response.status, detail };
  };
  const revision = async (): Promise<unknown> =>
    ((await (await fetch(`${server.url}/api/v1/db/bank`)).json()) as { revision: unknown })
      .revision;

  it.each([
    ["/state-changes/open-account/versions/1?speculate=", "speculate"],
    ["/state-changes/open-account/versions/1?transaction_id=", "transaction_id"],
    ["/state-changes/open-account/versions/1?speculate=true&revision=", "revision"],
  ])("commits nothing: %s", async (path, name) => {
    const account_id = "11111111-1111-4111-8111-111111111111";
    const body = JSON.stringify({ account_id, owner: "Ann", initial_deposit: 100 });
    const headers = { "content-type": "application/json" };
    const { status, detail } = await ask(path, { method: "POST", body, headers });
    expect([status, detail]).toEqual([400, expect.stringContaining(`"${name}" is empty`)]);
    expect(await revision()).toBe("0");
  });

  it("makes up no id for a transaction whose id is empty", async () => {
    const event = { specversion: "1.0", id: "e", source: "things", type: "thing.happened" };
    const body = JSON.stringify({ id: "", events: [event] });
    const { status, detail } = await ask("/transactions", { method: "POST", body });
    expect([status, detail]).toEqual([400, expect.stringContaining("the transaction.id is empty")]);
    expect(await revision()).toBe("0");
  });

  it.each([
    ["?revision=", '"revision" is empty'],
    ["/log?limit=", '"limit" is empty'],
    ["/log?detail", '"detail" is empty'],
    [
      "/state-views/account-summary/versions/1?subject.account_id=",
      '"subject.account_id" is empty; expected the subject that it stands for',
    ],
    ["?revision=%zz", "no percent-encoded UTF-8"],
    ["/streams/things/events/%ff", "no percent-encoded UTF-8"],
  ])("answers nothing else instead: %s", async (path, detail) => {
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(answer.detail).toContain(detail);
  });

  it("takes no empty Last-Event-ID for the beginning", async () => {
    const headers = { accept: "text/event-stream", "last-event-id": "" };
    const { status, detail } = await ask("/log", { headers });
    expect(status).toBe(400);
    expect(detail).toContain("Last-Event-ID must be an integer");
  });
});
