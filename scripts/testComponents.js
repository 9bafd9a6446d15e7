// Builds every example that has specifications, and runs them against its components, and on a server.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const jest = ["--experimental-vm-modules", "--no-warnings=ExperimentalWarning"];
const esf = (...args) => [process.execPath, "dist/cli/main.js", ...args];

for (const { name } of readdirSync(`${root}/examples`, { withFileTypes: true })) {
  const example = `examples/${name}`;
  if (!hasSpecifications(example)) continue;
  run(esf("build", example));
  for (const level of ["--components", "--server"])
    run([
      ...esf("test", level, "--dist", `${example}/dist`, "--", process.execPath, ...jest),
      ...["node_modules/jest/bin/jest.js", "--testTimeout=60000", `${example}/__tests__`],
    ]);
}

function hasSpecifications(example) {
  const folder = `${root}/${example}/__tests__`;
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((file) =>
    readFileSync(`${folder}/${file}`, "utf8").includes('"evidentsource-functions/testing"'),
  );
}

function run([file, ...args]) {
  const { status } = spawnSync(file, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
