import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { builtCli, type CliResult } from "../support/builtCli.js";

const PROJECT = resolve("__tests__/cli/fixtures/ten-mistakes");

/** Code, whom it is about, file, what stands at the place, cause and remedy. */
const MISTAKES = [
  [
    "ESF101",
    "FirstView",
    "src/views.ts",
    'StateView("1st-view")',
    'state view name "1st-view" must start with a letter and have 2 to 128 letters, digits, "-", "_" or ".".',
    "Choose a name that the platform accepts.",
  ],
  [
    "ESF202",
    "Balance.creditedAgain",
    "src/views.ts",
    "On(AccountCredited)",
    'The event type "account.credited" already has the handler credited.',
    "Fold both in one method, or remove one of them.",
  ],
  [
    "ESF203",
    "Debits.debited",
    "src/views.ts",
    'On("account.debited")',
    "The payload's class cannot be known: the first parameter's type is an interface, a union, or imported with `import type`.",
    'Use a class as its type (imported without `type`), or name it: @On("…", () => Class).',
  ],
  [
    "ESF301",
    "Withdraw",
    "src/commands.ts",
    'Command("withdraw")',
    "The command has no decision.",
    "Add a method with @Decide() to it, or one with @Decide(Withdraw) elsewhere.",
  ],
  [
    "ESF303",
    "Decisions.deposit",
    "src/decisions.ts",
    "Decide()",
    "@Decide() stands in a class that is no command.",
    'Add @Command("name") to the class, or say whose decision it is: @Decide(CommandClass).',
  ],
  [
    "ESF401",
    "AccountCredited",
    "src/commands.ts",
    "event(AccountCredited, { amount: this.amount })",
    "AccountCredited is emitted but names no stream.",
    'Name it: @DomainEvent("…", { stream: "…" }), or event(AccountCredited, …, { stream: "…" }).',
  ],
  [
    "ESF402",
    "AccountOpened.openedOn",
    "src/events.ts",
    "openedOn",
    "JSON does not bring back a Date by itself.",
    "Add @Type(() => Date), or @Transform for both directions.",
  ],
  [
    "ESF403",
    "AccountRenamed",
    "src/events.ts",
    "AccountRenamed {",
    "The event has no class-validator rules, so nothing that arrives could be valid.",
    "Add a rule to each property, @Allow() where anything is valid.",
  ],
  [
    "ESF501",
    "Announce.decide",
    "src/commands.ts",
    "Intl.NumberFormat",
    "Intl does not exist inside a component.",
    "Write the format by hand, or leave it to whoever shows the text.",
  ],
  [
    "ESF502",
    "Lottery.drawn",
    "src/views.ts",
    "Math.random()",
    "Math.random() gives another answer at another time or place.",
    "Use what the event carries, for example event.id.",
  ],
] as const;

describe("one check of a project with ten mistakes", () => {
  let text: CliResult;
  let json: CliResult;
  beforeAll(async () => {
    [text, json] = await Promise.all([
      builtCli(["check", "--no-types"], { cwd: PROJECT }),
      builtCli(["check", PROJECT, "--no-types", "--json"]),
    ]);
  }, 60_000);

  it("fails and counts them", () => {
    expect(text.code).toBe(EXIT.failed);
    expect(text.out).toBe("");
    expect(text.err.trimEnd().split("\n").at(-1)).toBe("10 errors");
    expect(text.err.match(/^src\/\S+ {2}error ESF\d+/gm)).toHaveLength(10);
  });

  it.each(MISTAKES)("tells %s of %s", (code, subject, file, source, cause, remedy) => {
    const place = placeOf(file, source);
    expect(text.err).toContain(`${place}  error ${code}  ${subject}\n  ${cause}\n  → ${remedy}\n`);
  });

  it("tells the same as JSON", () => {
    expect(json.code).toBe(EXIT.failed);
    expect(json.err).toBe("");
    const { ok, diagnostics } = JSON.parse(json.out) as {
      ok: boolean;
      diagnostics: readonly Diagnostic[];
    };
    expect(ok).toBe(false);
    const told = diagnostics.map(({ code, severity, className, member, where, cause, remedy }) => [
      code,
      severity,
      [className, member].filter((name) => name !== undefined).join("."),
      `${where?.file ?? ""}:${String(where?.line)}:${String(where?.column)}`,
      cause,
      remedy,
    ]);
    expect(told.sort()).toEqual(
      MISTAKES.map(([code, subject, file, source, cause, remedy]) => [
        code,
        "error",
        subject,
        placeOf(file, source),
        cause,
        remedy,
      ]),
    );
  });

  it("builds nothing", async () => {
    const { code, out, err } = await builtCli(["build"], { cwd: PROJECT });
    expect(code).toBe(EXIT.failed);
    expect(out).toBe("");
    expect(err.trimEnd().split("\n").at(-1)).toBe("10 errors; nothing was built");
  });
});

/** `file:line:column` of the last place where the text stands. */
function placeOf(file: string, source: string): string {
  const before = readFileSync(resolve(PROJECT, file), "utf8").split(source).slice(0, -1);
  const lines = before.join(source).split("\n");
  return `${file}:${String(lines.length)}:${String((lines.at(-1)?.length ?? 0) + 1)}`;
}
