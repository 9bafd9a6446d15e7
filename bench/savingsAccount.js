// The classes of the savings account, as plain JavaScript over the built package.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const source = fileURLToPath(new URL("../examples/savings-account/src/", import.meta.url));
// Below the package, so that its own name resolves.
const target = fileURLToPath(new URL("../dist/bench-savings-account/", import.meta.url));

/** Compiles and loads them; nothing of it stays. */
export async function loadSavingsAccount() {
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(source)) {
    const { outputText } = ts.transpileModule(readFileSync(source + file, "utf8"), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ES2022,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        useDefineForClassFields: false,
      },
    });
    writeFileSync(target + basename(file, ".ts") + ".js", outputText);
  }
  const classes = await import(pathToFileURL(`${target}index.js`).href);
  rmSync(target, { recursive: true });
  return classes;
}
