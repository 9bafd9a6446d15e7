import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { SAVINGS_ACCOUNT_DIST } from "../support/savingsAccount.js";

const PATIENCE = 120_000;

const EXAMPLE = resolve("examples/savings-account");
const ADA = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "esf-run-"));
});
afterAll(() => rm(cwd, { recursive: true }));

async function run(lines: readonly object[], ...args: readonly string[]): Promise<CliResult> {
  await writeFile(join(cwd, "c.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
  return builtCli(["run", "c.jsonl", "--dist", SAVINGS_ACCOUNT_DIST, ...args], { cwd });
}

const open = (more: object = {}): object => ({
  command: "open-account",
  body: { account_id: ADA, owner: "Ada" },
  ...more,
});

interface RunJson {
  readonly commands: readonly {
    readonly line: number;
    readonly command: string;
    readonly outcome: string;
    readonly expected: boolean;
    readonly message?: string;
    readonly events?: readonly { readonly type: string; readonly revision: string }[];
  }[];
  readonly views: readonly {
    readonly view: string;
    readonly parameters: object;
    readonly state: unknown;
    readonly revision: string;
  }[];
}

describe("the example's fifty commands", () => {
  let text: CliResult;
  let json: RunJson;
  beforeAll(async () => {
    text = await builtCli(["run", "commands.jsonl"], { cwd: EXAMPLE });
    const { out } = await builtCli(["run", "commands.jsonl", "--json"], { cwd: EXAMPLE });
    json = JSON.parse(out) as RunJson;
  }, PATIENCE);

  it("end as they are expected to", () => {
    expect(text.code).toBe(EXIT.ok);
    expect(text.err).toBe("");
    expect(json.commands).toHaveLength(50);
    expect(json.commands.filter(({ expected }) => !expected)).toEqual([]);
    const outcomes = new Set(json.commands.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(
      new Set(["accepted", "validation", "conflict", "not-found", "unauthorized", "internal"]),
    );
  });

  it("are listed with the events that they made, or why they were refused", () => {
    expect(text.out).toMatch(/^line {2}command {8}outcome\n/);
    expect(text.out).toMatch(
      /^ {3}2 {2}open-account {3}accepted {6}account\.opened @1, account\.credited @2$/m,
    );
    expect(text.out).toMatch(/^ {3}5 {2}open-account {3}conflict {6}account \S+ exists already$/m);
    const accepted = json.commands.filter(({ outcome }) => outcome === "accepted").length;
    expect(text.out).toContain(
      `\n50 commands: ${String(accepted)} accepted, ${String(50 - accepted)} refused\n`,
    );
  });

  it("give every event the next revision", () => {
    const revisions = json.commands.flatMap(({ events = [] }) => events.map((e) => e.revision));
    expect(revisions).toEqual(revisions.map((_, index) => String(index + 1)));
  });

  it("tell the place in the sources where a decision failed", () => {
    const failed = json.commands.find(({ outcome }) => outcome === "internal");
    expect(failed?.message).toMatch(/RangeError: .* \(at decide src\/deposit\.ts:\d+:\d+\)$/);
  });

  it("are followed by the views", () => {
    expect(json.views.map(({ view }) => view)).toEqual([
      ...Array<string>(3).fill("account-summary"),
      "open-accounts",
    ]);
    const [ada, , closed, all] = json.views;
    expect(ada).toMatchObject({
      parameters: { account_id: ADA },
      state: { owner: "Ada Lovelace", status: "open" },
    });
    expect(closed?.state).toMatchObject({ status: "closed", balance: 0 });
    const { accounts, total } = all?.state as {
      accounts: readonly { owner: string; balance: number }[];
      total: number;
    };
    expect(accounts.map(({ owner }) => owner)).toEqual([
      "Ada Lovelace",
      "Grace Hopper",
      "Barbara Liskov",
    ]);
    expect(accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(total);
    expect(text.out).toContain(
      `\naccount-summary account_id=${ADA}  revision ${ada?.revision ?? ""}\n`,
    );
    expect(text.out).toContain(`\n${JSON.stringify(ada?.state, null, 2)}\n`);
  });
});

describe("a run", () => {
  it(
    "fails when an outcome is another than expected, and says which",
    async () => {
      const { code, out, err } = await run([
        open({ expect: "conflict" }),
        open(),
        open({ expect: "conflict" }),
      ]);
      expect(code).toBe(EXIT.failed);
      expect(out).toMatch(/^ {3}1 .* account\.opened @1 {2}\(expected conflict\)$/m);
      expect(out).toContain("3 commands: 1 accepted, 2 refused");
      expect(err).toBe("1 outcome other than expected\n");
    },
    PATIENCE,
  );

  it(
    "passes when nothing is expected",
    async () => {
      const { code } = await run([{ command: "deposit" }]);
      expect(code).toBe(EXIT.ok);
    },
    PATIENCE,
  );

  it(
    "shows the views that the command line names",
    async () => {
      const { code, out } = await run(
        [open()],
        "--json",
        "--view",
        `account-summary?account_id=${ADA}`,
        "--view",
        "account-summary?account_id=nobody",
        "--view",
        "open-accounts",
      );
      expect(code).toBe(EXIT.ok);
      expect((JSON.parse(out) as RunJson).views).toMatchObject([
        {
          view: "account-summary",
          parameters: { account_id: ADA },
          state: { owner: "Ada" },
          revision: "1",
        },
        {
          view: "account-summary",
          parameters: { account_id: "nobody" },
          state: null,
          revision: "0",
        },
        { view: "open-accounts", parameters: {}, state: { total: 0 }, revision: "1" },
      ]);
    },
    PATIENCE,
  );

  it(
    "fails when it cannot show a view, and says why",
    async () => {
      const views = ["account-summary", "account-summary?account_id=a&branch=b"];
      const { code, err } = await run([open()], ...views.flatMap((view) => ["--view", view]));
      expect(code).toBe(EXIT.failed);
      expect(err.trimEnd().split("\n")).toEqual([
        expect.stringMatching(/^error: .*account_id/),
        expect.stringMatching(/^error: .*branch/),
      ]);
    },
    PATIENCE,
  );

  it(
    "receives commands at the instants that are given, else a second after the one before",
    async () => {
      const { code, out } = await run(
        [
          open({ at: "2030-05-05T05:05:05.5Z" }),
          { command: "deposit", body: { account_id: ADA, amount: 5 } },
          {
            command: "withdraw",
            body: { account_id: ADA, amount: 5 },
            headers: { "X-OWNER": "Bob" },
          },
        ],
        "--json",
      );
      expect(code).toBe(EXIT.ok);
      expect((JSON.parse(out) as RunJson).commands.map(({ outcome }) => outcome)).toEqual([
        "accepted",
        "accepted",
        "unauthorized",
      ]);
    },
    PATIENCE,
  );
});

test(
  "a mistyped command is a mistake in the file, and nothing is run",
  async () => {
    const { code, out, err } = await run([open(), { command: "lend-money" }]);
    expect(code).toBe(EXIT.usage);
    expect(out).toBe("");
    expect(err).toContain("c.jsonl:2: the build has no command lend-money; it has close-account, ");
  },
  PATIENCE,
);

test(
  "an unknown view is a wrong call, which lists those that exist, and nothing is run",
  async () => {
    const { code, out, err } = await run([open()], "--view", "open-acounts");
    expect([code, out]).toEqual([EXIT.usage, ""]);
    expect(err).toBe(
      "error: the build has no state view open-acounts; it has account-summary, open-accounts\n",
    );
  },
  PATIENCE,
);

test(
  "numbers reach the component as they are written, so that it can refuse those that it would round",
  async () => {
    const amounts = ["9007199254740993", "1e400", "0.10000000000000001"];
    const lines = amounts.map(
      (amount) => `{"command": "deposit", "body": {"account_id": "${ADA}", "amount": ${amount}}}`,
    );
    await writeFile(join(cwd, "exact.jsonl"), lines.join("\n"));
    const args = ["run", "exact.jsonl", "--dist", SAVINGS_ACCOUNT_DIST, "--json"];
    const { out } = await builtCli(args, { cwd });
    expect(
      (JSON.parse(out) as RunJson).commands.map(({ outcome, message }) => [outcome, message]),
    ).toEqual(
      amounts.map((amount) => [
        "validation",
        `command deposit: its body holds the number ${amount}, which would be rounded; send it as a string`,
      ]),
    );
  },
  PATIENCE,
);

test(
  "what a command holds is shown on one line and never obeyed by the terminal",
  async () => {
    const owner = "\u001b[31mred\nnext\u009b2J";
    const { out } = await run([
      open(),
      { command: "deposit", body: { [owner]: 1 } },
      {
        command: "withdraw",
        body: { account_id: owner, amount: 1 },
      },
    ]);
    expect(out.split("\n").filter((line) => line.includes("validation"))).toHaveLength(2);
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(out).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  },
  PATIENCE,
);
