import { variantOf } from "../../../src/build/quickjs/variant.js";
import { parseWit } from "../../../src/build/wit/index.js";
import { DATABASE_FUNCTIONS, type DatabaseFunction } from "../../../src/domain/index.js";
import { batchWit, bundledWit } from "../witDocuments.js";

const document = parseWit(bundledWit);
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
  expect(variantOf({ world, random, databaseFunctions }, document)).toBe(variant);
});

it("speculates in both generations, and not where the document has no word for it", () => {
  const uses = {
    world: "state-change",
    random: false,
    databaseFunctions: using("speculate"),
  } as const;
  expect(variantOf(uses, parseWit(batchWit))).toBe("state-change-speculate");
  const silent = bundledWit.replaceAll("speculate-with-transaction", "suppose");
  expect(variantOf(uses, parseWit(silent))).toBe("state-change");
});
