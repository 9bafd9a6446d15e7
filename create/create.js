#!/usr/bin/env node
// npm create evidentsource-functions <folder> is esf new <folder>: the same program, the same options.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const manifest = import.meta.resolve("evidentsource-functions/package.json");
const program = fileURLToPath(new URL("dist/cli/main.js", manifest));
const { status } = spawnSync(process.execPath, [program, "new", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
