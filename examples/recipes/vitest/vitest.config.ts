import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["specs/**/*.test.ts"],
    // Components take some seconds to load for the first time.
    testTimeout: process.env["EVIDENTSOURCE_LEVEL"] === "components" ? 60_000 : 5_000,
  },
});
