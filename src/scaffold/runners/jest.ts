import { testedVersion } from "../packageFolder.js";
import { RUN_TESTS, type TestRunner } from "./testRunner.js";

const CONFIG = `/** Jest, with the compiler that emits the types which decorators need. */
export default {
  preset: "ts-jest/presets/default-esm",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // ES modules name files with .js; the sources are .ts.
  moduleNameMapper: { "^(\\\\.{1,2}/.*)\\\\.js$": "$1" },
};
`;

const START = `// Jest, wherever the package manager has put it. Node runs it with --experimental-vm-modules, because
// the sources are ES modules: see "test" in package.json.
import { run } from "jest";

await run();
`;

/** Jest with ts-jest. */
export const jest = (): TestRunner => ({
  devDependencies: {
    "@types/jest": testedVersion("@types/jest"),
    jest: testedVersion("jest"),
    "ts-jest": testedVersion("ts-jest"),
  },
  script: `node --experimental-vm-modules --no-warnings=ExperimentalWarning ${RUN_TESTS}`,
  types: ["node", "jest"],
  files: new Map([
    ["jest.config.js", CONFIG],
    [RUN_TESTS, START],
  ]),
  testText: (text) => text,
});
