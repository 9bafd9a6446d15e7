import { spawnSync } from "node:child_process";
import { jest } from "@jest/globals";

jest.setTimeout(120_000);

/** What a script wrote; in a process of its own, as users run it. */
function linesOf(script: string, ...args: string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    timeout: 100_000,
  });
  if (status !== 0) throw new Error(`${script} failed: ${stdout}${stderr}`);
  // What could not be run is not passed over in silence.
  if (stderr.includes("SKIPPED")) console.warn(stderr);
  return stdout.split("\n").filter((line) => line !== "");
}

/** Once over each transport. */
function expectTour(lines: readonly string[]): void {
  const [overGrpc, overRest] = [lines.slice(0, lines.length / 2), lines.slice(lines.length / 2)];
  expect(overRest).toEqual(overGrpc);
  expect(overGrpc).toContain("refused (conflict): insufficient funds");
  expect(overGrpc).toContain("told of revisions: +2, +3, +4, +5");
  expect(overGrpc.at(-1)).toBe("log: 2, 1, 1, 1 events");
}

it("the example does and tells the same over gRPC and REST, in SQLite", () => {
  expectTour(linesOf("scripts/clientExample.js"));
});

it("the example does and tells the same in PostgreSQL, where there is one", () => {
  const lines = linesOf("scripts/clientExample.js", "--postgres");
  if (lines.length > 0) expectTour(lines);
});

it("the example's page sends commands and shows the state in a real browser, where there is one", () => {
  const lines = linesOf("scripts/clientPage.js");
  if (lines.length > 0)
    expect(lines).toEqual([
      "opened an account, and its state is shown",
      "commands change the state that is watched",
      "refusals are told by their kind",
    ]);
});
