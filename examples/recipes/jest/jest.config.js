export default {
  preset: "ts-jest/presets/default-esm",
  // ES modules name files with .js; the sources are .ts.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  // Components take some seconds to load for the first time.
  testTimeout: process.env.EVIDENTSOURCE_LEVEL === "components" ? 60_000 : 5_000,
};
