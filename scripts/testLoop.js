// From nothing to the first accepted command, and many saves in a row, with the packed package:
// npm run test:loop -- [--long] [--saves 200]. Short: each runner and each template once, with npm. Long:
// every template with every runner, with npm; and pnpm, yarn, and a package within a workspace.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { commandOf } from "../bench/dev/processTree.js";
import { runDev } from "../bench/dev/runningDev.js";
import { FIRST_COMMANDS, TEMPLATE_NAMES, RUNNER_NAMES } from "../dist/scaffold/index.js";
import { manySaves } from "./testLoop/manySaves.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    saves: { type: "string" },
    only: { type: "string" },
  },
});
const saves = Number(values.saves ?? (values.long ? 200 : 40));
/** From nothing to the first accepted command, in seconds; on a machine that has nothing else to do. */
const MOST_SECONDS = 60;

const MANAGERS = {
  npm: { install: ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline"] },
  pnpm: { install: ["npx", "--yes", "pnpm@10.20.0", "install"] },
  yarn: { install: ["npx", "--yes", "yarn@1.22.22", "install", "--non-interactive"] },
};

class Failure extends Error {}

function run([command, ...args], cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  const output = error === undefined ? `${stdout}${stderr}` : error.message;
  throw new Failure(`${[command, ...args].join(" ")} failed in ${cwd}:\n${output}`);
}

const seconds = (since) => (performance.now() - since) / 1000;

/** One project, from nothing to its first accepted command; then everything that it must pass. */
async function fromNothing(work, tarball, { template, runner, manager, within = "." }) {
  const name = [template, runner, manager, within === "." ? "" : "workspace"].join(" ").trim();
  const base = mkdtempSync(join(work, "project-"));
  const folder = join(base, within, "my-domain");
  if (within !== ".") {
    mkdirSync(join(base, within), { recursive: true });
    const workspace = { name: "workspace", private: true, workspaces: [`${within}/*`] };
    writeFileSync(join(base, "package.json"), JSON.stringify(workspace));
    if (manager === "pnpm")
      writeFileSync(join(base, "pnpm-workspace.yaml"), `packages: ["${within}/*"]\n`);
  }
  const start = performance.now();
  const esf = [process.execPath, join(root, "dist/cli/main.js")];
  const choices = ["--template", template, "--runner", runner, "--package", tarball];
  run([...esf, "new", folder, ...choices, "--no-install"], base);
  run(MANAGERS[manager].install, within === "." ? folder : base);
  const installed = seconds(start);
  const dev = await runDev(folder, ["--in-memory"]);
  let taken;
  try {
    const { name: command, body } = FIRST_COMMANDS[template];
    const { status, text } = await dev.send(command, body);
    taken = seconds(start);
    if (status !== 201) throw new Failure(`the first command was answered ${status} ${text}`);
  } finally {
    await dev.stop();
  }
  for (const script of ["check", "typecheck", "lint", "test"]) run(["npm", "run", script], folder);
  const load = loadavg()[0].toFixed(1);
  console.log(
    `ok  ${name.padEnd(44)}${taken.toFixed(1).padStart(6)} s, install ${installed.toFixed(1)} s (load ${load})`,
  );
  rmSync(base, { recursive: true, force: true });
  return taken;
}

function cases() {
  const pairs = TEMPLATE_NAMES.flatMap((template, t) =>
    RUNNER_NAMES.flatMap((runner, r) =>
      values.long || t === r ? [{ template, runner, manager: "npm" }] : [],
    ),
  );
  if (!values.long) return pairs;
  return [
    ...pairs,
    { template: "savings-account", runner: "jest", manager: "pnpm" },
    { template: "first-steps", runner: "vitest", manager: "pnpm" },
    { template: "course-enrolment", runner: "node", manager: "pnpm" },
    { template: "savings-account", runner: "jest", manager: "yarn" },
    { template: "first-steps", runner: "vitest", manager: "yarn" },
    { template: "course-enrolment", runner: "node", manager: "yarn" },
    { template: "first-steps", runner: "jest", manager: "npm", within: "packages" },
    { template: "first-steps", runner: "vitest", manager: "pnpm", within: "packages" },
    { template: "first-steps", runner: "jest", manager: "yarn", within: "packages" },
  ];
}

const work = mkdtempSync(join(tmpdir(), "esf-loop-"));
try {
  const [packed] = JSON.parse(run(["npm", "pack", "--json", "--pack-destination", work], root));
  const tarball = join(work, packed.filename);
  if (!existsSync(tarball)) throw new Failure("nothing was packed");
  const times = [];
  for (const one of cases())
    if (values.only === undefined || Object.values(one).includes(values.only))
      times.push(await fromNothing(work, tarball, one));
  const most = Math.max(0, ...times);
  console.log(`from nothing to a first accepted command: at most ${most.toFixed(1)} s`);
  // A machine that is busy with other work says nothing of how long it takes.
  if (most > MOST_SECONDS && loadavg()[0] < 3)
    throw new Failure(`that is more than ${MOST_SECONDS} s`);
  if (saves > 0) {
    const before = leftovers();
    await manySaves(work, saves);
    const after = leftovers().filter((name) => !before.includes(name));
    if (after.length > 0) throw new Failure(`left behind: ${after.join(", ")}`);
  }
} catch (error) {
  console.error(`\nfailed: ${error instanceof Failure ? error.message : error.stack}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What this package leaves in the folder for temporary files, by processes that are gone. */
function leftovers() {
  return readdirSync(tmpdir()).filter((name) => {
    const id = /^evidentsource-functions-(\d+)-/.exec(name)?.[1];
    return id !== undefined && commandOf(id) === "";
  });
}
