import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { temporaryProject, type Files } from "../support/temporaryProject.js";

const SPECS = `
import "reflect-metadata";
import { event, DomainEvent, On, StateView, Command, Decide } from "evidentsource-functions";
import { given } from "evidentsource-functions/testing";

class Counted {}
DomainEvent("counted", { stream: "things" })(Counted);
class Tally { total = 0; counted() { this.total += 1; } }
On("counted", () => Counted)(Tally.prototype, "counted", Object.getOwnPropertyDescriptor(Tally.prototype, "counted"));
StateView("tally")(Tally);
class Count { decide() { return event(Counted, {}); } }
Decide()(Count.prototype, "decide", Object.getOwnPropertyDescriptor(Count.prototype, "decide"));
Command("count")(Count);

const history = given(event(Counted, {}));
// Of what several tests share nothing need be said: those may be left out.
const shared = history.view(Tally);
`;

const SAID = `
test("says what it expects", async () => {
  const now = history.view(Tally);
  await now.at(1n).matches({ total: 1 });
  await shared.equals({ total: 1 });
  await history.when(Count, {}).then(event(Counted, {}));
});`;

const unsaid = (line: string): string => `
test("looks green", () => {
  ${line}
});`;

/** How a runner answers that knows nothing of this package. */
async function run(files: Files, args: readonly string[]): Promise<{ code: number; out: string }> {
  const project = await temporaryProject(files);
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: project.root,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], FORCE_COLOR: "0" },
    });
    return { code: status ?? -1, out: stdout + stderr };
  } finally {
    await project.remove();
  }
}

const nodeTest = (text: string): Promise<{ code: number; out: string }> =>
  run({ "a.test.js": `import { test } from "node:test";${SPECS}${text}` }, ["--test", "a.test.js"]);

const jest = (text: string): Promise<{ code: number; out: string }> =>
  run({ "a.test.js": SPECS + text, "jest.config.js": "export default { transform: {} };" }, [
    "--experimental-vm-modules",
    "--no-warnings=ExperimentalWarning",
    join(resolve("node_modules/jest"), "bin/jest.js"),
    "--no-cache",
  ]);

describe.each([
  ["node --test", nodeTest],
  ["Jest", jest],
])("under %s", (_, runner) => {
  it("a specification that says what it expects holds", async () => {
    const { code, out } = await runner(SAID);
    expect([code, out.includes("SpecFailure")]).toEqual([0, false]);
  }, 60_000);

  it.each([
    ["a view", "history.view(Tally);", "Tally", "equals(…), matches(…) or isEmpty()"],
    ["a view at a revision", "shared.at(1n);", "Tally", "equals(…), matches(…) or isEmpty()"],
    ["a command", "history.when(Count, {});", "Count", "then(…), thenSome(…), thenNothing(), "],
  ])(
    "%s of which nothing is expected, and which nobody awaits, fails the file",
    async (_, line, what, endings) => {
      const { code, out } = await runner(SAID + unsaid(line));
      expect(code).toBe(1);
      expect(out).toContain(
        `SpecFailure: nothing is expected of ${what}; end the specification with ${endings}`,
      );
      expect(out).toMatch(/at .*a\.test\.js:\d+/);
    },
    60_000,
  );
});
