import type { Files } from "./templateFiles.js";
import type { TestRunner } from "./runners/testRunner.js";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const ESLINT = `import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "generated/", ".evidentsource/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A command without properties, or a view without state, is a class all the same.
      "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
      // Nested values are written as plain objects; events and commands make instances of their classes.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-misused-spread": "off",
    },
  },
  {
    files: ["__tests__/**"],
    // A specification is returned to the runner, or fails at once.
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
  { files: ["**/*.js"], languageOptions: { globals: { process: "readonly" } } },
);
`;

/** What stands around a domain, whatever it is: the compiler's options, the linter's, the editor's. */
export function surroundings({ types }: TestRunner): Files {
  return new Map([
    ["tsconfig.json", tsconfig(types)],
    ["eslint.config.js", ESLINT],
    [".gitignore", "node_modules/\ndist/\n.evidentsource/\n"],
    [".vscode/settings.json", json(SETTINGS)],
    [".vscode/launch.json", json(LAUNCH)],
  ]);
}

const tsconfig = (types: readonly string[]): string =>
  json({
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      isolatedModules: true,
      skipLibCheck: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
      noEmit: true,
      // For compilers that keep what they write in memory: failures name the author's lines.
      sourceMap: true,
      types,
    },
    include: ["src", "__tests__"],
  });

const SCHEMA = "./node_modules/evidentsource-functions/schema/commands.schema.json";

const SETTINGS = {
  "typescript.tsdk": "node_modules/typescript/lib",
  // A line of a command file, wherever an editor validates JSON lines.
  "json.schemas": [{ fileMatch: ["commands*.jsonl", "commands*.json"], url: SCHEMA }],
  "files.associations": { "commands*.jsonl": "jsonl" },
};

const LAUNCH = {
  version: "0.2.0",
  configurations: [
    {
      name: "Debug this specification",
      type: "node",
      request: "launch",
      runtimeExecutable: "npm",
      runtimeArgs: ["run-script", "test", "--", "${relativeFile}"],
      console: "integratedTerminal",
      // Steps lead through the domain, not through the libraries below it.
      skipFiles: ["<node_internals>/**", "**/node_modules/**"],
    },
  ],
};
