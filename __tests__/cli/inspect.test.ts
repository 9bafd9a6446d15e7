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
