// Component tests run the savings account's components: they are built before the first test, where
// they are not up to date.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default function buildExample() {
  if (!existsSync(`${root}/dist/cli/main.js`)) {
    throw new Error("dist/ is missing: run `npm test`, or `npm run build` before jest");
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["dist/cli/main.js", "build", "examples/savings-account"],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the example could not be built:\n${stdout}${stderr}`);
}
