// Builds the savings account with the real engine and runs its fifty commands through the components.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = "examples/savings-account";
const steps = [
  ["build", example],
  ["run", `${example}/commands.jsonl`, "--dist", `${example}/dist`],
];

for (const step of steps) {
  console.log(`\n$ esf ${step.join(" ")}\n`);
  const { status } = spawnSync(process.execPath, ["dist/cli/main.js", ...step], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
