import { resolve } from "node:path";
import { given, matching } from "evidentsource-functions/testing";
import { event } from "evidentsource-functions";
import { AccountCredited, AccountOpened } from "../../examples/savings-account/src/events.js";
import { Deposit } from "../../examples/savings-account/src/index.js";
import { builtCli } from "../support/builtCli.js";
import { runningServer, type ServerProcess } from "../support/runningServer.js";

const DIST = resolve("examples/savings-account/dist");
const ACCOUNT = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";

let server: ServerProcess;
beforeAll(async () => {
  server = await runningServer(["--in-memory"]);
}, 60_000);
afterAll(() => server.stop());

async function databases(): Promise<readonly string[]> {
  const answer = await fetch(`${server.url}/api/v1/db`);
  return ((await answer.json()) as { databases: readonly string[] }).databases;
}

describe("specifications on a server", () => {
  const level = (): Record<string, string> => ({
    EVIDENTSOURCE_LEVEL: server.url,
    EVIDENTSOURCE_DIST: DIST,
    EVIDENTSOURCE_RUN: "spec-disagreement",
  });
  beforeEach(() => {
    Object.assign(process.env, level());
  });
  afterEach(() => {
    for (const name of Object.keys(level())) Reflect.deleteProperty(process.env, name);
  });

  const deposited = (amount: number): Promise<void> =>
    given(event(AccountOpened, { accountId: ACCOUNT, owner: "Ann" }))
      .when(Deposit, { accountId: ACCOUNT, amount: 5 })
      .then(event(AccountCredited, { accountId: ACCOUNT, amount }));

  it("hold where both say so, and fail as they do in process where neither does", async () => {
    await deposited(5);
    await expect(deposited(6)).rejects.toThrow(/amount/);
    await expect(deposited(6)).rejects.not.toThrow(/levels disagree/);
  }, 60_000);

  it("that hold in process alone are a disagreement, with both answers", async () => {
    const { decide } = Deposit.prototype;
    // As if the sources had changed since they were built.
    Deposit.prototype.decide = function (this: Deposit, ...args) {
      return decide.apply(Object.assign(new Deposit(), this, { amount: this.amount + 1 }), args);
    };
    try {
      const problem = deposited(6).catch((error: unknown) => (error as Error).message);
      await expect(problem).resolves.toMatch(
        /The levels disagree[^]*In process: the specification holds[^]*The server: [^]*amount/,
      );
      await expect(deposited(5)).rejects.toThrow(
        /In process: [^]*amount[^]*The server: the specification holds/,
      );
    } finally {
      Deposit.prototype.decide = decide;
    }
  }, 60_000);

  describe("that commit otherwise than they decide are told, with what differs", () => {
    const { fetch: real } = globalThis;
    afterEach(() => {
      globalThis.fetch = real;
    });

    type Events = Record<string, unknown>[];
    /** Changes the events in what the server answers. */
    const tampering = (
      of: "transactions" | "speculate" | "both",
      change: (events: Events) => void,
    ): void => {
      globalThis.fetch = async (input, init) => {
        const answer = await real(input, init);
        const url = input instanceof Request ? input.url : String(input);
        const isCommitted = url.includes("detail=true");
        const isDecided = url.includes("speculate=true");
        if (!(isCommitted && of !== "speculate") && !(isDecided && of !== "transactions"))
          return answer;
        const body = (await answer.json()) as { events: Events };
        change(body.events);
        return Response.json(body);
      };
    };
    const problem = (): Promise<string> =>
      deposited(5).then(
        () => "it holds",
        (error: unknown) => (error as Error).message,
      );

    it.each<readonly [string, (events: Events) => void, RegExp]>([
      [
        "its data",
        ([one]) => Object.assign(one?.["data"] ?? {}, { amount: 7 }),
        /event 1 data.amount/,
      ],
      [
        "its type",
        ([one]) => Object.assign(one ?? {}, { type: "account.debited" }),
        /event 1 type/,
      ],
      ["its subject", ([one]) => Object.assign(one ?? {}, { subject: "other" }), /event 1 subject/],
      ["an extension", ([one]) => Object.assign(one ?? {}, { note: "x" }), /event 1 extensions/],
      [
        "its time",
        ([one]) => Object.assign(one ?? {}, { time: "2020-01-01T00:00:00Z" }),
        /event 1 time/,
      ],
      ["one more", (events) => events.push({ ...events[0] }), /with 2 events/],
      ["none", (events) => events.splice(0), /with 0 events/],
    ])("%s", async (_, change, told) => {
      tampering("transactions", change);
      const text = await problem();
      expect(text).toMatch(/In process: the specification holds/);
      expect(text).toMatch(/the server does otherwise than it said it would/);
      expect(text).toMatch(told);
    });

    it("but not what is another each time that it is decided", async () => {
      let drawn = 0;
      tampering("both", ([one]) => Object.assign(one?.["data"] ?? {}, { drawn: (drawn += 1) }));
      const answer = given(event(AccountOpened, { accountId: ACCOUNT, owner: "Ann" }))
        .when(Deposit, { accountId: ACCOUNT, amount: 5 })
        .thenSome(matching(AccountCredited, { accountId: ACCOUNT }));
      await answer;
      expect(drawn).toBeGreaterThan(2);
    });
  });
});

describe("esf test --server <url>", () => {
  const test = (...command: readonly string[]) =>
    builtCli(["test", "--server", server.url, "--dist", DIST, "--", process.execPath, ...command]);

  it("runs specifications there, and leaves no database behind", async () => {
    const before = await databases();
    const { code, err } = await test(
      ...["--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--testTimeout=60000"],
      "examples/savings-account/__tests__/withdraw.spec.test.ts",
    );
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/[1-9]\d* specifications reached the server/),
    ]);
    expect(await databases()).toEqual(before);
  }, 120_000);

  it("removes what tests that ended too early have left, and nothing else", async () => {
    const before = await databases();
    const { code, out } = await test(
      "-e",
      `const { EVIDENTSOURCE_LEVEL: url, EVIDENTSOURCE_RUN: run } = process.env;
      const create = (name) => fetch(url + "/api/v1/db", {
        method: "POST", headers: { "content-type": "application/json" },
        body: JSON.stringify({ database_name: name }),
      });
      for (const name of [run + "-1", run + "-2", "kept"]) await create(name);
      const { databases } = await (await fetch(url + "/api/v1/db")).json();
      console.log(databases.filter((name) => name.startsWith(run)).length);
      process.exit(7);`,
      "--input-type=module",
    );
    expect([code, out.trim()]).toEqual([1, "2"]);
    expect(new Set(await databases())).toEqual(new Set([...before, "kept"]));
  }, 60_000);
});
