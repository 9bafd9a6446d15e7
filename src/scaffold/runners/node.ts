import { RUN_TESTS, type TestRunner } from "./testRunner.js";

const START = `// The tests that are named, or all of them. Node runs it with a compiler that emits the types which
// decorators need: see "test" in package.json.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const named = process.argv.slice(2);
const files = (
  named.length > 0
    ? named
    : readdirSync("__tests__", { recursive: true })
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => \`__tests__/\${file}\`)
).map((file) => resolve(file));

run({ files, concurrency: true })
  .on("test:fail", ({ todo }) => {
    if (todo === undefined) process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
`;

/** Node's own runner, with swc as the compiler, and the \`expect\` of Jest. */
export const node = (): TestRunner => ({
  devDependencies: { "@swc-node/register": "1.12.1", "@swc/core": "1.16.22", expect: "30.5.2" },
  script: `node --enable-source-maps --import @swc-node/register/esm-register ${RUN_TESTS}`,
  types: ["node"],
  files: new Map([[RUN_TESTS, START]]),
  testText: withImports,
});

/** Node has no global names for tests. */
function withImports(text: string): string {
  const used = ["describe", "test"].filter((name) => new RegExp(`\\b${name}[.(]`).test(text));
  const imports = [`import { ${used.join(", ")} } from "node:test";`];
  if (/\bexpect[.(]/.test(text)) imports.unshift(`import { expect } from "expect";`);
  return `${imports.join("\n")}\n${text}`;
}
