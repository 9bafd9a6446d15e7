/** Jest runs the TypeScript sources; component tests use the built package in `dist/`. */
export default {
  testEnvironment: "node",
  // A process of its own for some suites after another: all of them in one take 5 GB and get slower.
  maxWorkers: 2,
  // Some servers and components start within a test, and the machine may have other work.
  testTimeout: 20_000,
  workerIdleMemoryLimit: "1GB",
  globalSetup: "<rootDir>/__tests__/support/buildExample.js",
  extensionsToTreatAsEsm: [".ts"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts", "<rootDir>/examples/**/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/__tests__/.*/fixtures/"],
  moduleNameMapper: {
    "^evidentsource-functions$": "<rootDir>/src/index.ts",
    "^evidentsource-functions/(testing|host|client)$": "<rootDir>/src/$1/index.ts",
    "^evidentsource-functions/client/rest$": "<rootDir>/src/client/rest/index.ts",
    "^evidentsource-functions/testing/jest$": "<rootDir>/src/testing/jest.ts",
    // TypeScript's ESM specifiers end in .js; the files in .ts.
    "^(\\.{1,2}/.*)\\.js$": "$1",
  },
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      { useESM: true, tsconfig: "<rootDir>/tsconfig.jest.json", diagnostics: false },
    ],
  },
};
