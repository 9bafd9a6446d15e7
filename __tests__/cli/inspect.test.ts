import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli } from "../support/builtCli.js";

const PATIENCE = 60_000;
const EXAMPLE = resolve("examples/savings-account");

const inspect = (...args: readonly string[]): ReturnType<typeof builtCli> =>
  builtCli(["inspect", ...args], { cwd: EXAMPLE });

describe("inspecting a build", () => {
  it(
    "tells what views fold, and what commands need",
    async () => {
      const { code, out, err } = await inspect();
      expect([code, err]).toEqual([EXIT.ok, ""]);
      const [view = "", ...others] = out.split("\n\n");
      expect(view.split("\n")).toEqual([
        "account-summary  state view",
        "  class       AccountSummary, version 1, application/json",
        expect.stringMatching(
          /^ {2}selects {5}subject = \{account_id\} and \(type = "account\.opened" or /,
        ),
        "  parameter   account_id (subject)",
        "  folds       account.opened in opened",
        "  folds       account.credited in credited",
        "  folds       account.debited in debited",
        "  folds       account.closed in closed",
        expect.stringMatching(/^ {2}size {8}[\d.]+ MB \([\d.]+ [kM]B gzipped\), quickjs /),
        "  imports     nothing",
      ]);
      const deposit = others.find((text) => text.startsWith("deposit")) ?? "";
      expect(deposit.split("\n")).toEqual([
        "deposit  state change",
        "  decided by  Deposit.decide",
        "  property    account_id: isUuid",
        "  property    amount: isPositive, isInt",
        "  property    reference?: maxLength, isString, isOptional",
        expect.stringMatching(/^ {2}size /),
        expect.stringMatching(
          /^ {2}imports {5}database\.at-revision, .*, database\.view-state, wasi:random/,
        ),
      ]);
    },
    PATIENCE,
  );

  it(
    "tells the same as JSON",
    async () => {
      const { code, out } = await inspect("dist", "--json");
      expect(code).toBe(EXIT.ok);
      const { model, components } = JSON.parse(out) as {
        model: { stateViews: unknown[]; stateChanges: unknown[] };
        components: { name: string; file: string; bytes: number; gzipBytes: number }[];
      };
      expect([model.stateViews.length, model.stateChanges.length]).toEqual([2, 5]);
      expect(components).toHaveLength(7);
      expect(components[0]).toMatchObject({
        world: "state-view",
        name: "account-summary",
        file: join(EXAMPLE, "dist/state-views/account-summary.wasm"),
        imports: [],
      });
      for (const { bytes, gzipBytes } of components) expect(gzipBytes).toBeLessThan(bytes / 2);
    },
    PATIENCE,
  );
});

describe("inspecting a component", () => {
  it(
    "shows its world",
    async () => {
      const { code, out } = await inspect("dist/state-views/open-accounts.wasm");
      expect(code).toBe(EXIT.ok);
      expect(out).toMatch(
        /^dist\/state-views\/open-accounts\.wasm {2}[\d.]+ MB \([\d.]+ [kM]B gzipped\)\n/,
      );
      expect(out).toMatch(/^ {2}engine {6}quickjs /m);
      expect(out).toMatch(/^ {2}imports {5}nothing$/m);
      expect(out).toMatch(/^ {2}export evolve: func\(/m);
    },
    PATIENCE,
  );

  it(
    "does so as JSON, too",
    async () => {
      const { out } = await inspect("dist/state-changes/deposit.wasm", "--json");
      expect(JSON.parse(out)).toMatchObject({
        file: "dist/state-changes/deposit.wasm",
        engine: expect.stringMatching(/^quickjs /) as string,
        wit: expect.stringContaining("export decide: func(") as string,
      });
    },
    PATIENCE,
  );
});

describe("inspecting what others made", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "esf-inspect-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A component of one custom section. */
  const withSection = (name: string, ...content: readonly number[]): Uint8Array => {
    const body = [name.length, ...Buffer.from(name), ...content];
    return Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 0, body.length, ...body);
  };
  const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
  const producers = (version: string): number[] => [
    ...[1, ...text("processed-by"), 1, ...text("ComponentizeJS"), ...text(version)],
  ];

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["no WebAssembly", Buffer.from("\u001b[2J")],
    ["a section that is cut off", withSection("producers", 0xff, 0xff, 0xff, 0xff, 0xff)],
    ["a list without end", withSection("producers", 0xff, 0xff, 0xff, 0xff, 0x0f)],
  ])("costs one line where it is %s", async (_what, bytes) => {
    await writeFile(join(folder, "x.wasm"), bytes);
    const { code, out, err } = await inspect(join(folder, "x.wasm"));
    expect([code, out]).toEqual([EXIT.usage, ""]);
    expect(err).toBe(`error: ${join(folder, "x.wasm")} is no WebAssembly component\n`);
  });

  it("shows what it says of itself without obeying it", async () => {
    await writeFile(join(folder, "y.wasm"), withSection("producers", ...producers("\u001b[2J\n9")));
    const { code, out } = await inspect(join(folder, "y.wasm"));
    expect(code).toBe(EXIT.ok);
    expect(out).toContain("starlingmonkey \\u001b[2J\\n9\n");
  });

  it.each([
    ["null", "it is no object"],
    ['{"schemaVersion": 1}', "it has no list of state views"],
    [
      '{"schemaVersion": 1, "stateViews": [{"name": "../../package"}], "stateChanges": []}',
      'state view name "../../package" must start with a letter',
    ],
    [
      '{"schemaVersion": 1, "stateViews": [{"name": "ab", "selector": 1}], "stateChanges": []}',
      "the selector of ab cannot be read",
    ],
  ])("costs one line where model.json is %s", async (model, why) => {
    await writeFile(join(folder, "model.json"), model);
    const { code, out, err } = await inspect(folder);
    expect([code, out]).toEqual([EXIT.usage, ""]);
    expect(err).toMatch(/^error: the model\.json in [^\n]*; run `esf build` again\n$/);
    expect(err).toContain(why);
  });
});
