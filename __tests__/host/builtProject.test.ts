import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuiltProjectError, loadBuiltProject, readModel } from "../../src/host/index.js";
import { plainSavingsAccount, SAVINGS_ACCOUNT_DIST } from "../support/savingsAccount.js";

let outDir: string;
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), "built-project-"));
});
afterEach(async () => {
  await rm(outDir, { recursive: true });
});

describe("a built project", () => {
  it("has the views and commands that its classes define", async () => {
    const { stateViews, stateChanges, model } = await loadBuiltProject(SAVINGS_ACCOUNT_DIST);
    const plain = await plainSavingsAccount();
    expect(stateViews).toHaveLength(plain.stateViews.length);
    for (const view of plain.stateViews) {
      const built = stateViews.find(({ name }) => name === view.name);
      expect(built).toMatchObject({
        version: view.version,
        parameters: view.parameters,
        temporality: view.temporality,
        contentType: view.contentType,
        contentSchema: view.contentSchema,
      });
      expect(built?.selector.equals(view.selector)).toBe(true);
    }
    expect([...stateChanges.keys()].toSorted()).toEqual([...plain.stateChanges.keys()].toSorted());
    expect(model.schemaVersion).toBe(1);
  }, 60_000);

  it("is missed in a folder without a model", async () => {
    await expect(loadBuiltProject(outDir)).rejects.toThrow(
      `${outDir} holds no build (no model.json); run \`esf build\` first`,
    );
  });

  it("is refused when another version built it", async () => {
    await writeFile(join(outDir, "model.json"), '{"schemaVersion":2}');
    await expect(readModel(outDir)).rejects.toThrow(
      `${outDir} was built by another version (model schema 2); run \`esf build\` again`,
    );
  });

  it("is refused when its model is no JSON", async () => {
    await writeFile(join(outDir, "model.json"), '{"schemaVersion":');
    await expect(readModel(outDir)).rejects.toThrow(BuiltProjectError);
    await expect(readModel(outDir)).rejects.toThrow(
      `the model.json in ${outDir} is no JSON; run \`esf build\` again`,
    );
  });

  it("is refused when a component is missing", async () => {
    await cp(join(SAVINGS_ACCOUNT_DIST, "model.json"), join(outDir, "model.json"));
    await expect(loadBuiltProject(outDir)).rejects.toThrow(
      `state-views/account-summary.wasm is missing in ${outDir}; run \`esf build\` again`,
    );
  });
});
