import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bankServer } from "../support/bankServer.js";
import { cli } from "../support/capturingTerminal.js";

const bank = bankServer();

interface Run {
  readonly commands: readonly {
    readonly outcome: string;
    readonly expected: boolean;
    readonly message?: string;
    readonly events?: readonly { readonly type: string; readonly revision: string }[];
  }[];
  readonly views: readonly { readonly state?: unknown; readonly error?: string }[];
}

const write = (name: string, lines: readonly object[]): Promise<void> =>
  writeFile(join(bank.folder, name), lines.map((line) => JSON.stringify(line)).join("\n"));

async function run(lines: readonly object[], ...args: readonly string[]) {
  await write("c.jsonl", lines);
  const all = ["run", "c.jsonl", "--server", bank.url, "--database", "bank", ...args];
  return cli(all, { cwd: bank.folder });
}

async function report(lines: readonly object[], ...args: readonly string[]): Promise<Run> {
  const { out, err } = await run(lines, "--json", ...args);
  expect(err).toBe("");
  return JSON.parse(out) as Run;
}

const open = (id: string, deposit: number): object => ({
  command: "open-account",
  body: { account_id: id, owner: "Ann", initial_deposit: deposit },
});
const withdraw = (id: string, amount: number, more: object = {}): object => ({
  command: "withdraw",
  body: { account_id: id, amount },
  ...more,
});
const summary = (id: string): object => ({
  view: "account-summary",
  parameters: { account_id: id },
});

describe("a command file on a server", () => {
  it("leads to what it leads to in memory", async () => {
    const id = randomUUID();
    const { commands, views } = await report([
      open(id, 100),
      withdraw(id, 30, { expect: "accepted" }),
      withdraw(id, 100, { expect: "conflict" }),
      summary(id),
    ]);
    expect(commands.map(({ outcome }) => outcome)).toEqual(["accepted", "accepted", "conflict"]);
    expect(commands[1]?.events).toMatchObject([{ type: "account.debited" }]);
    expect(commands[2]?.message).toBe("insufficient funds");
    expect(views).toMatchObject([{ state: { balance: 70 } }]);
  });

  it("fails where an outcome is another one than expected", async () => {
    const { code, err } = await run([withdraw(randomUUID(), 1, { expect: "accepted" })]);
    expect([code, err]).toEqual([1, "1 outcome other than expected"]);
  });

  it("begins with the histories that it is given", async () => {
    const id = randomUUID();
    const event = (type: string, time: string, data: object): object => ({
      ...{ specversion: "1.0", id: randomUUID(), source: "accounts", type, subject: id, time },
      ...{ datacontenttype: "application/json", data: { account_id: id, ...data } },
    });
    await write("opened.jsonl", [event("account.opened", "2026-01-01T00:00:00Z", { owner: "Bo" })]);
    await write("credited.jsonl", [
      event("account.credited", "2026-01-02T00:00:00Z", { amount: 5 }),
      event("account.credited", "2026-02-02T00:00:00Z", { amount: 7 }),
    ]);
    const given = ["--given", "opened.jsonl", "--given", "credited.jsonl"];
    const lines = [withdraw(id, 12, { expect: "accepted" }), summary(id)];
    const { commands, views } = await report(lines, ...given, "--as-of", "2026-01-31T00:00:00Z");
    expect(commands.map(({ expected }) => expected)).toEqual([true]);
    expect(views).toMatchObject([{ state: { owner: "Bo" } }]);
    await write("c.jsonl", lines);
    const dist = ["--dist", join(process.cwd(), "examples/savings-account/dist")];
    const inMemory = await cli(["run", "c.jsonl", "--json", ...given, ...dist], {
      cwd: bank.folder,
    });
    expect(JSON.parse(inMemory.out)).toMatchObject({
      commands: [{ outcome: "accepted", events: [{ revision: "4" }] }],
      views: [{ state: { balance: 0 } }],
    });
    const asOf = ["--as-of", "2026-01-31T00:00:00Z"];
    const past = await cli(["run", "c.jsonl", "--json", ...given, ...dist, ...asOf], {
      cwd: bank.folder,
    });
    // On the server the withdrawal takes effect now, in memory on the first of January.
    expect(views).toMatchObject([{ state: { balance: 5 } }]);
    expect(JSON.parse(past.out)).toMatchObject({ views: [{ state: { balance: 5 - 12 } }] });
  }, 60_000);

  it("may send commands at once, of which only so many find what they need", async () => {
    const id = randomUUID();
    const rush = Array.from({ length: 5 }, () => withdraw(id, 40, { atOnce: true }));
    const { commands, views } = await report([
      open(id, 100),
      withdraw(id, 1),
      ...rush,
      summary(id),
    ]);
    const outcomes = commands.slice(1).map(({ outcome }) => outcome);
    // 1 and two times 40; or, where a decision lost its race too often, fewer.
    const taken = commands
      .slice(1)
      .reduce(
        (sum, { outcome }, at) => sum + (outcome === "accepted" ? (at === 0 ? 1 : 40) : 0),
        0,
      );
    expect(views).toMatchObject([{ state: { balance: 100 - taken } }]);
    expect(taken).toBeLessThanOrEqual(100);
    expect(outcomes.filter((outcome) => outcome === "accepted").length).toBeGreaterThan(0);
    for (const outcome of outcomes)
      expect(["accepted", "conflict", "write-conflict"]).toContain(outcome);
  });

  it.each<[lines: readonly object[], args: readonly string[], problem: string]>([
    [[{ command: "fly" }], [], "c.jsonl:1: bank has no command fly; it has close-account"],
    [[{ view: "fly" }], [], "bank has no state view fly"],
    [[{ command: "withdraw", at: "2026-01-01T00:00:00Z" }], [], 'c.jsonl:1: "at" is for runs in'],
    [[{ command: "withdraw", atOnce: 1 }], [], '"atOnce" must be true or false'],
    [[], ["--given", "nothing.json"], "nothing.json cannot be read"],
    [[], ["--as-of", "yesterday"], "--as-of: "],
    [[], ["--server", "c.jsonl"], "--server is no URL of a server"],
  ])("with %j %j is a mistake of the call", async (lines, args, problem) => {
    const { code, err } = await run(lines, ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
  });

  it("ends with exit code 3 where the database is missing, and says so", async () => {
    const { code, err } = await run([], "--database", "nowhere");
    expect([code, err]).toEqual([3, "error: no such database: there is no database nowhere"]);
  });

  it("is needed for what memory cannot do", async () => {
    await write("c.jsonl", [withdraw("x", 1, { atOnce: true })]);
    const { code, err } = await cli(["run", "c.jsonl"], { cwd: bank.folder });
    expect([code, err]).toEqual([2, expect.stringContaining('c.jsonl:1: "atOnce" needs a server')]);
  });
});
