export default {
  preset: "ts-jest/presets/default-esm",
  // ES modules name files with .js; the sources are .ts.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
};
