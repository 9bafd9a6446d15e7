import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "coverage/",
      "**/.cache/",
      "bench/**/.build/",
      "engine/.toolchain/",
      "engine/target/",
      "__tests__/**/fixtures/",
      "src/protocol/gen/",
      // Projects of their own, with runners that are not installed here.
      "examples/recipes/",
      // For a page, with a page's types: in a project of its own.
      "examples/client/page/",
      // In a project of its own, tsconfig.component.json.
      "component.d.ts",
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      // One project for all: examples then find this package in its sources, built or not.
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
      // A state view without properties is a class with handlers only.
      "@typescript-eslint/dot-notation": "off",
    },
  },
  {
    files: ["**/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: "readonly",
        performance: "readonly",
        process: "readonly",
        URL: "readonly",
        clearTimeout: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
        WebAssembly: "readonly",
      },
    },
  },
  {
    // One function expression, which the engine evaluates and calls.
    files: ["engine/src/prelude.js"],
    languageOptions: { globals: { DOMException: "readonly" } },
    rules: {
      "@typescript-eslint/class-literal-property-style": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    // Code for components, which does on purpose what is not done elsewhere.
    files: ["conformance/probes/**"],
    rules: {
      "no-undef": "off",
      "no-sparse-arrays": "off",
      "no-unreachable": "off",
      "no-loss-of-precision": "off",
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/class-literal-property-style": "off",
    },
  },
  {
    files: ["__tests__/**", "examples/**/__tests__/**"],
    rules: {
      // Test classes are often empty, and jest's matchers are used unbound.
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/unbound-method": "off",
      // Nested values are written as plain objects; events and commands make instances of their classes.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    },
  },
);
