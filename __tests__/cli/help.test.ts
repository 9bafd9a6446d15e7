import { EXIT } from "../../src/cli/exitCode.js";
import { PACKAGE_VERSION } from "../../src/version.js";
import { cli } from "../support/capturingTerminal.js";

const COMMANDS = [
  "check",
  "build",
  "run",
  "databases",
  "execute",
  "transact",
  "view",
  "query",
  "log",
  "inspect",
  "types",
  "publish",
  "serve",
];

describe("the program", () => {
  it.each(["--version", "-V"])("tells its version with %s", async (option) => {
    expect(await cli([option])).toEqual({ code: EXIT.ok, out: PACKAGE_VERSION, err: "" });
  });

  it.each([[["--help"]], [["help"]]])("lists its commands with %j", async (args) => {
    const { code, out, err } = await cli(args);
    expect(out).toMatch(/^Usage: evidentsource-functions\|esf /);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${command} .+`, "m"));
    expect([code, err]).toEqual([EXIT.ok, ""]);
  });

  it("shows the same when it is called with nothing, as a mistake", async () => {
    const { code, out, err } = await cli([]);
    expect(err).toBe((await cli(["--help"])).out);
    expect([code, out]).toEqual([EXIT.usage, ""]);
  });

  it.each(COMMANDS)("explains %s with examples", async (command) => {
    const { code, out, err } = await cli([command, "--help"]);
    expect(out).toContain(`Usage: evidentsource-functions ${command} `);
    const [, examples = ""] = out.split("\nExamples:\n");
    const lines = examples.split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(line).toMatch(new RegExp(`^ {2}\\$ .*esf ${command}`));
    expect([code, err]).toEqual([EXIT.ok, ""]);
    expect((await cli(["help", command])).out).toBe(out);
  });
});
