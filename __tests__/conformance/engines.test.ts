import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface SuiteResult {
  readonly component: string;
  readonly suite: string;
  readonly asked: number;
  readonly failures: readonly { readonly label: string; readonly problem: string }[];
}

/** The fast part of the conformance suite (see conformance/README.md); its summary is in the last line. */
function run(engine: string): readonly SuiteResult[] {
  const args = ["conformance/run.js", "--fast", "--json", "--engine", engine];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const summary = stdout.trimEnd().split("\n").at(-1);
  if (!summary?.startsWith("[")) throw new Error(`no summary:\n${stdout}${stderr}`);
  return JSON.parse(summary) as SuiteResult[];
}

describe.each(["starlingmonkey", "quickjs"])("components of %s", (engine) => {
  let results: readonly SuiteResult[];
  beforeAll(() => {
    results = run(engine);
  }, 180_000);

  it("give and take all values, fail, end and repeat as the contract says", () => {
    const failed = results.filter(({ failures }) => failures.length > 0);
    expect(failed).toEqual([]);
  });

  it("are asked something by every suite", () => {
    const asked = results.map(({ component, suite, asked }) => [
      `${component}: ${suite}`,
      asked > 0,
    ]);
    const expected = SUITES.filter((suite) => !LEFT_OUT[engine]?.includes(suite));
    expect(asked.filter(([, any]) => any).map(([suite]) => suite)).toEqual(expected);
  });
});

const SUITES = [
  ...["view: echo", "view: environment", "view: json", "view: stacks", "view: sessions"],
  ...[
    "view: failures",
    "view: hostile",
    "change: scripts",
    "change: environment",
    "change: stacks",
  ],
  ...["change: sessions", "change: failures", "change: handles", "change: hostile"],
  "changeRandom: randomness",
];

/** Without a clock, or natives that read JSON, nothing can be asked of it. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  starlingmonkey: ["view: json", "change: sessions"],
};
