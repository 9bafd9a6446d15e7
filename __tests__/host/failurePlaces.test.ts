import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";

// An engine's start takes its time, and other tests run beside this one.
const PATIENCE = 180_000;

/** What each way to try throws stands in the same line as its name. */
const COMMAND = `import { IsString } from "class-validator";
import { AppendCondition, Command, Decide, Selector, type Database, type Decision } from "evidentsource-functions";
import { parts } from "parts";

@Command("try")
export class Try {
  @IsString() how!: string;

  @Decide()
  decide(db: Database): Decision {
    if (this.how === "plain") throw new Error("plain");
    if (this.how === "json") JSON.parse("{");
    if (this.how === "limit") db.query(Selector.stream("tries"), { limit: -1 });
    if (this.how === "revision") db.atRevision(-1n);
    if (this.how === "condition") AppendCondition.unchangedSince(Selector.stream("tries"), -1n);
    if (this.how === "library") parts(-1);
    return [];
  }
}
`;

const HOWS = ["plain", "json", "limit", "revision", "condition", "library"];

const LIBRARY = {
  "node_modules/parts/package.json": '{ "name": "parts", "type": "module", "main": "index.js" }',
  "node_modules/parts/index.js":
    'export function parts(n) {\n  if (n < 0) throw new RangeError("too few");\n  return n;\n}\n',
  "node_modules/parts/index.d.ts": "export function parts(n: number): number;\n",
};

describe.each(["quickjs", "starlingmonkey"])("a decision that throws in %s", (engine) => {
  let project: TemporaryProject;
  let outcomes: readonly { readonly message: string }[];
  beforeAll(async () => {
    project = await temporaryProject({ ...LIBRARY, "src/index.ts": COMMAND });
    const built = await builtCli(["build", "--engine", engine], { cwd: project.root });
    expect(built).toMatchObject({ code: EXIT.ok, err: "" });
    const lines = HOWS.map((how) => JSON.stringify({ command: "try", body: { how } }));
    await writeFile(join(project.root, "commands.jsonl"), lines.join("\n"));
    const { out } = await builtCli(["run", "commands.jsonl", "--json"], { cwd: project.root });
    outcomes = (JSON.parse(out) as { commands: typeof outcomes }).commands;
  }, PATIENCE);
  afterAll(() => project.remove());

  it.each(HOWS)("gives the place in the author's source: %s", (how) => {
    const line = COMMAND.split("\n").findIndex((text) => text.includes(`=== "${how}"`)) + 1;
    expect(outcomes[HOWS.indexOf(how)]?.message).toMatch(
      new RegExp(`\\(at (Try\\.)?decide src/index\\.ts:${String(line)}:\\d+\\)$`),
    );
  });
});
