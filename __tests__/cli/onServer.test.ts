import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { bankServer } from "../support/bankServer.js";
import { builtCli } from "../support/builtCli.js";
import { cli } from "../support/capturingTerminal.js";
import { runningServer } from "../support/runningServer.js";

const bank = bankServer();

const env = (): Record<string, string> => ({
  EVIDENTSOURCE_URL: bank.url,
  EVIDENTSOURCE_DATABASE: "bank",
});
const esf = (...args: readonly string[]) => cli(args, { env: env(), cwd: bank.folder });

const file = async (name: string, content: string): Promise<string> => {
  await writeFile(join(bank.folder, name), content);
  return name;
};

async function opened(deposit: number): Promise<string> {
  const id = randomUUID();
  const body = JSON.stringify({ account_id: id, owner: "Ann", initial_deposit: deposit });
  expect(await esf("execute", "open-account", body)).toMatchObject({ code: 0, err: "" });
  return id;
}

const withdrawal = (id: string, amount: number): string =>
  JSON.stringify({ account_id: id, amount });

const credited = (id: string, subject: string): string =>
  JSON.stringify({
    ...{ specversion: "1.0", id, source: "accounts", type: "account.credited", subject },
    ...{ datacontenttype: "application/json", data: { account_id: subject, amount: 7 } },
  });

async function ownDatabase(): Promise<string> {
  const name = `db-${randomUUID()}`;
  expect((await esf("databases", "create", name)).code).toBe(0);
  return name;
}

describe("databases of a server", () => {
  it("are listed, made and deleted", async () => {
    const name = `db-${randomUUID()}`;
    expect(await esf("databases", "create", name)).toEqual({
      code: 0,
      out: `created  ${name}`,
      err: "",
    });
    const again = await esf("databases", "create", name);
    expect([again.code, again.err]).toEqual([3, expect.stringMatching(/^error: already exists: /)]);
    const listed = await esf("databases", "--json");
    expect((JSON.parse(listed.out) as { databases: string[] }).databases).toContain(name);
    expect((await esf("databases", "delete", name)).out).toContain("at revision 0");
    expect((await esf("databases")).out.split("\n")).not.toContain(name);
    const { code, err } = await esf("databases", "delete", name);
    expect([code, err]).toEqual([3, `error: no such database: there is no database ${name}`]);
  });
});

describe("a command to a server", () => {
  it("is committed, and its events are told", async () => {
    const id = await opened(50);
    const body = await file("withdraw.json", withdrawal(id, 20));
    const { code, out } = await esf("execute", "withdraw@1", body);
    expect(code).toBe(0);
    expect(out).toMatch(/^committed {2}revision \d+ {2}transaction [-0-9a-f]{36}\n {2}@\d+ /);
    expect(out).toContain(`account.debited  accounts/${id}  {"account_id":"${id}","amount":20}`);
  });

  it("is committed once under one id", async () => {
    const id = await opened(50);
    const args = ["execute", "withdraw", withdrawal(id, 20), "--id", randomUUID(), "--json"];
    const first = await esf(...args);
    expect(JSON.parse(first.out)).toMatchObject({ transaction: args[4] });
    expect(await esf(...args)).toEqual(first);
  });

  it("that is refused says so by its kind, and with the rules that it breaks", async () => {
    const id = await opened(5);
    expect(await esf("execute", "withdraw", withdrawal(id, 6))).toEqual({
      code: 3,
      out: "",
      err: "refused (conflict): insufficient funds",
    });
    const { err } = await esf("execute", "withdraw", withdrawal("none", -1));
    expect(err).toMatch(/^refused \(validation\): .*account_id: .*UUID; amount: .*positive/);
    const header = ["--header", "x-owner=Bob"];
    const other = await esf("execute", "withdraw", withdrawal(id, 1), ...header, "--json");
    expect(other.code).toBe(3);
    expect(JSON.parse(other.out)).toMatchObject({ error: { code: "refused-unauthorized" } });
  });

  it("that is not there is told apart from a database that is not", async () => {
    const fly = await esf("execute", "fly");
    expect([fly.code, fly.err]).toEqual([
      3,
      expect.stringMatching(/^error: no such definition: there is no state change fly in bank; /),
    ]);
    const version = await esf("execute", "withdraw@9");
    expect(version.err).toMatch(/^error: no such definition: .* in version 9/);
    const nowhere = await esf("execute", "withdraw", "--database", "nowhere");
    expect(nowhere.err).toBe("error: no such database: there is no database nowhere");
  });

  it.each([
    [["withdraw", '{"a"'], "the command is no JSON"],
    [["withdraw", "missing.json"], "missing.json cannot be read"],
    [["withdraw@x"], "what follows @ must be a version"],
    [["withdraw", "--header", "owner"], 'owner": expected name=value'],
    [["withdraw", "--last-seen", "-1"], "is no revision"],
  ])("called as %j is a mistake of the call", async (args, problem) => {
    const { code, err } = await esf("execute", ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe("failures on the way to a server", () => {
  it("that cannot be reached is said in one line", async () => {
    const { code, err } = await cli(["log", "--database", "bank", "--url", "http://127.0.0.1:1"]);
    expect(code).toBe(3);
    expect(err).toMatch(/^error: the server is not reached: \S+ cannot be reached: .+$/);
  }, 20_000);

  it("whose token is missing is said so", async () => {
    const guarded = await runningServer(["--in-memory", "--token", "sesame-sesame"]);
    try {
      const args = ["databases", "--url", guarded.url];
      const { code, err } = await cli(args);
      expect([code, err]).toEqual([3, expect.stringMatching(/^error: the token is missing/)]);
      expect(await cli([...args, "--token", "sesame-sesame"])).toMatchObject({ code: 0 });
    } finally {
      await guarded.stop();
    }
  }, 60_000);

  it("and a race that was lost is no refusal", async () => {
    const problem = {
      type: "urn:evidentsource:problem:write-conflict",
      detail: "too many writers",
    };
    const racing = createServer((request, response) => {
      const isPost = request.method === "POST";
      response.statusCode = isPost ? 409 : 200;
      const state = { name: "bank", created_at: "2026-01-01T00:00:00Z", revision: "0" };
      const place = { ...state, revision_timestamp: "2026-01-01T00:00:00Z" };
      response.end(JSON.stringify(isPost ? problem : place));
    });
    await new Promise<void>((done) => racing.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${String((racing.address() as AddressInfo).port)}`;
    try {
      const args = ["execute", "withdraw@1", "{}", "--database", "bank", "--url", url];
      expect(await cli(args)).toEqual({
        code: 3,
        out: "",
        err: "error: others were faster; it may be sent again: too many writers",
      });
    } finally {
      racing.close();
    }
  });
});

describe("a transaction to a server", () => {
  it("is one event, several, or events with conditions", async () => {
    const database = await ownDatabase();
    const at = ["--database", database];
    const one = await file("one.json", credited("a", "s1"));
    const many = await file("many.json", `[${credited("b", "s1")},${credited("c", "s2")}]`);
    expect((await esf("transact", one, ...at)).out).toMatch(/^committed {2}revision 1 /);
    expect((await esf("transact", many, ...at)).out).toMatch(/^committed {2}revision 3 /);
    const selector = { equals: { subject: { subject: "s1" } } };
    const conditional = (revision: string, id: string): string =>
      `{"events": [${credited(id, "s1")}], "conditions": [{"max": ${JSON.stringify({ selector, revision })}}]}`;
    const stale = await file("stale.json", conditional("1", "d"));
    const refused = await esf("transact", stale, ...at);
    expect([refused.code, refused.err]).toEqual([
      3,
      expect.stringMatching(/^error: an append condition does not hold: /),
    ]);
    const fresh = await file("fresh.json", conditional("2", "d"));
    const { code } = await esf("transact", fresh, ...at, "--message", "corrected");
    expect(code).toBe(0);
    expect((await esf("log", "--from", "4", ...at)).out).toContain("  corrected\n");
  });

  it("takes what was queried of another database", async () => {
    const [from, to] = [await ownDatabase(), await ownDatabase()];
    const many = await file("source.json", `[${credited("b", "s1")},${credited("c", "s2")}]`);
    await esf("transact", many, "--database", from);
    const events = await esf("query", "--stream", "accounts", "--json", "--database", from);
    const copy = await file("copy.jsonl", `${events.out}\n`);
    expect(await esf("transact", copy, "--database", to)).toMatchObject({ code: 0, err: "" });
    const copied = await esf("query", "--stream", "accounts", "--json", "--database", to);
    const dataOf = ({ out }: { out: string }) =>
      out.split("\n").map((line) => (JSON.parse(line) as { data: unknown }).data);
    expect(dataOf(copied)).toEqual(dataOf(events));
    const twice = await esf("transact", copy, "--database", to);
    expect(twice.err).toMatch(/^error: duplicate event: /);
  });

  it("that is none is a mistake of the call", async () => {
    const { code, err } = await esf("transact", await file("none.json", '{"event": {}}'));
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('none.json: the transaction has no member "event"'),
    ]);
  });
});

describe("a view on a server", () => {
  it("is shown as it is, as it was, and as of an instant", async () => {
    const id = await opened(50);
    const { out } = await esf("execute", "withdraw", withdrawal(id, 20), "--json");
    const { revision } = JSON.parse(out) as { revision: string };
    const view = ["view", "account-summary", `account_id=${id}`];
    const now = await esf(...view);
    expect(JSON.parse(now.out)).toMatchObject({ owner: "Ann", balance: 30 });
    expect(now.err).toContain(`last changed by revision ${revision}`);
    const before = await esf(...view, "--at", String(Number(revision) - 1), "--json");
    expect(JSON.parse(before.out)).toMatchObject({ state: { balance: 50 } });
    const past = await esf(...view, "--as-of", "2020-01-01T00:00:00Z");
    expect([past.code, past.out]).toEqual([0, "no state"]);
    const said = await esf("view", "account-summary@1", `subject.account_id=${id}`);
    expect(said.out).toBe(now.out);
  });

  it.each([
    [["account-summary"], 2, "account-summary needs account_id=…"],
    [["account-summary", "owner=Ann"], 2, 'has no parameter "owner"; it takes account_id'],
    [["open-accounts", "--at", "999999"], 2, "bank is at revision"],
    [["open-accounts", "--as-of", "yesterday"], 2, "--as-of: "],
    [["nothing"], 3, "error: no such definition: there is no state view nothing in bank"],
  ])("asked for as %j is not shown", async (args, exit, problem) => {
    const { code, err } = await esf("view", ...args);
    expect([code, err]).toEqual([exit, expect.stringContaining(problem)]);
  });
});

describe("events of a server", () => {
  let at: readonly string[];
  beforeAll(async () => {
    at = ["--database", await ownDatabase()];
    const events = [
      ["a", "eu-1"],
      ["b", "us-1"],
      ["c", "eu-2"],
    ] as const;
    for (const [id, subject] of events)
      await esf("transact", await file(`${id}.json`, credited(id, subject)), ...at);
  });
  const ids = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { code, out } = await esf("query", "--json", ...args, ...at);
    expect(code).toBe(0);
    return out === "" ? [] : out.split("\n").map((line) => (JSON.parse(line) as { id: string }).id);
  };

  it("are selected by streams, subjects, types and what they begin with", async () => {
    expect(await ids("--stream", "accounts")).toEqual(["a", "b", "c"]);
    expect(await ids("--subject", "eu-1", "--subject", "us-1")).toEqual(["a", "b"]);
    expect(await ids("--subject-prefix", "eu-", "--type-prefix", "account.")).toEqual(["a", "c"]);
    expect(await ids("--stream-prefix", "acc", "--type", "account.opened")).toEqual([]);
    expect(await ids("--without-subject", "--stream", "accounts")).toEqual([]);
    const selector = '{"equals":{"subject":{"subject":"eu-2"}}}';
    expect(await ids("--selector", selector)).toEqual(["c"]);
  });

  it("are told in either direction, from and up to a revision, and so many", async () => {
    const all = ["--stream", "accounts"];
    expect(await ids(...all, "--reverse", "--limit", "2")).toEqual(["c", "b"]);
    expect(await ids(...all, "--from", "2")).toEqual(["b", "c"]);
    expect(await ids(...all, "--at", "2")).toEqual(["a", "b"]);
    expect(await ids(...all, "--by-time", "--as-of", "2020-01-01T00:00:00Z")).toEqual([]);
  });

  it.each([
    [[], "which events are meant?"],
    [["--selector", "{"], "--selector: "],
    [["--stream", "accounts", "--limit", "x"], "--limit is no whole number"],
    [["--stream", ""], "stream name"],
  ])("asked for with %j are a mistake of the call", async (args, problem) => {
    const { code, err } = await esf("query", ...args, ...at);
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
  });

  it("with signs that a terminal obeys are shown without them", async () => {
    const database = await ownDatabase();
    const sly = await file("sly.json", credited("sly", "\u202eeu").replace("account.", "a\u200b"));
    await esf("transact", sly, "--database", database);
    const { out } = await esf("log", "--database", database);
    expect(out).not.toMatch(/\u202e/);
  });
});

describe("the log of a server", () => {
  it("has whole transactions, for people and for programs", async () => {
    const id = await opened(5);
    const { out } = await esf("log", "--json");
    const last = JSON.parse(out.split("\n").at(-1) ?? "") as {
      basis: string;
      state_change: object;
      events: readonly { type: string; subject: string }[];
    };
    expect(last.state_change).toEqual({ name: "open-account", version: "1" });
    expect(last.events.map(({ type }) => type)).toEqual(["account.opened", "account.credited"]);
    const { out: shown } = await esf("log", "--from", String(Number(last.basis) + 1));
    expect(shown).toMatch(/^\S+ {2}open-account@1 {2}\S+\n {2}@\d+ /);
    expect(shown).toContain(id);
  });

  it("goes on with what is committed later, until it is interrupted", async () => {
    const database = await ownDatabase();
    await esf("transact", await file("f.json", credited("f", "s")), "--database", database);
    let lines = 0;
    const following = builtCli(["log", "--follow", "--json", "--database", database], {
      env: env(),
      onOutput: (out, kill) => {
        const seen = out.split("\n").length - 1;
        if (lines === 0 && seen === 1)
          void file("g.json", credited("g", "s")).then((g) =>
            esf("transact", g, "--database", database),
          );
        if (seen === 2) kill("SIGINT");
        lines = seen;
      },
    });
    const { code, out, err } = await following;
    const revisions = out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { revision: string }).revision);
    expect([code, revisions, err]).toEqual([0, ["1", "2"], ""]);
  }, 60_000);
});
