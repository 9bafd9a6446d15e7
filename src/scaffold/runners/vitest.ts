import type { TestRunner } from "./testRunner.js";

const CONFIG = `import { defineConfig } from "vitest/config";

export default defineConfig({
  // Vite 8 reads the options for decorators from tsconfig.json.
  test: { globals: true, include: ["__tests__/**/*.test.ts"] },
});
`;

/** Vitest; its Vite must be 8 or newer, for older ones emit no types for decorators. */
export const vitest = (): TestRunner => ({
  devDependencies: { vite: "8.3.8", vitest: "4.1.12" },
  script: "vitest run",
  types: ["node", "vitest/globals"],
  files: new Map([["vitest.config.js", CONFIG]]),
  testText: (text) => text,
});
