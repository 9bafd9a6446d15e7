import { EngineError } from "../../../src/build/engines/componentEngine.js";
import { quickjs } from "../../../src/build/quickjs/index.js";
import { variantOf } from "../../../src/build/quickjs/variant.js";
import { parseWit } from "../../../src/build/wit/index.js";
import { DATABASE_FUNCTIONS, type DatabaseFunction } from "../../../src/domain/index.js";
import { bundledWit } from "../witDocuments.js";

const using = (...names: DatabaseFunction[]): ReadonlySet<DatabaseFunction> => new Set(names);
const withoutSpeculation = DATABASE_FUNCTIONS.filter((name) => name !== "speculate");

it.each([
  ["state-view", false, using(), "state-view"],
  ["state-view", true, using(), "state-view-random"],
  ["state-change", false, using(), "state-change"],
  ["state-change", true, using("view"), "state-change-random"],
  ["state-change", false, using(...withoutSpeculation), "state-change"],
  ["state-change", false, using("speculate"), "state-change-speculate"],
  ["state-change", true, using(...DATABASE_FUNCTIONS), "state-change-speculate-random"],
] as const)("a %s, random: %s, %o is made of %s", (world, random, databaseFunctions, variant) => {
  expect(variantOf({ world, random, databaseFunctions })).toBe(variant);
});

it("a document without a word for speculation is refused to code that speculates, and only to that", () => {
  const silent = parseWit(bundledWit.replaceAll("speculate-with-transaction", "suppose"));
  const bind = (...names: DatabaseFunction[]): unknown =>
    quickjs().bind(silent, {
      world: "state-change",
      random: false,
      databaseFunctions: using(...names),
    });
  expect(bind("view")).toBeDefined();
  expect(() => bind("speculate")).toThrow(
    new EngineError(
      "the WIT document declares no speculative-database.speculate-with-transaction, which the engine quickjs needs",
    ),
  );
});
