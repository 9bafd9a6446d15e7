// Uses the recipes in `examples/recipes` as an author does: the first steps and the packed package in
// a new project, with the recipe's own files. What it promises must hold, and its tests must be able
// to fail. Run by `npm run test:recipes`, perhaps with names of recipes.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure, step, takeSteps } from "./steps.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const examples = join(root, "examples");
const work = mkdtempSync(join(tmpdir(), "evidentsource-functions-recipes-"));
const PNPM = "pnpm@10.34.9";

function run(command, args, cwd, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, output: `${stdout}${stderr}` };
}

function must(command, args, cwd, env) {
  const { status, output } = run(command, args, cwd, env);
  if (status === 0) return output;
  throw new Failure(`${[command, ...args].join(" ")} failed:\n${output}`);
}

/** The tests pass at both levels, and fail when a handler is wrong. */
function checkTests(folder, npm) {
  npm(["test"]);
  const output = npm(["run", "test:components"]);
  if (!/[1-9]\d* specifications reached the components/.test(output))
    throw new Failure(`no specification reached the components:\n${output}`);
  const view = join(folder, "src/task.ts");
  const right = readFileSync(view, "utf8");
  writeFileSync(view, right.replace("this.completed = true", "this.completed = false"));
  const [program, ...args] = npm.words;
  const { status } = run(program, [...args, "test"], npm.cwd);
  writeFileSync(view, right);
  if (status === 0) throw new Failure("the tests pass although a handler is wrong");
}

function client(words, cwd) {
  const [program, ...first] = words;
  const call = (args) => must(program, [...first, ...args], cwd);
  return Object.assign(call, { words, cwd });
}

function inProject(recipe, tarball) {
  const folder = join(work, recipe);
  cpSync(join(examples, "first-steps/src"), join(folder, "src"), { recursive: true });
  cpSync(join(examples, "tsconfig.starter.json"), join(folder, "tsconfig.json"));
  cpSync(join(examples, "recipes", recipe), folder, { recursive: true });
  installFrom(join(folder, "package.json"), tarball);
  const npm = client(["npm"], folder);
  npm(["install", "--no-audit", "--no-fund", "--prefer-offline"]);
  checkTests(folder, npm);
  return folder;
}

function installFrom(file, tarball) {
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  manifest.dependencies["evidentsource-functions"] = `file:${tarball}`;
  writeFileSync(file, JSON.stringify(manifest));
}

function inWorkspace(tarball) {
  const folder = join(work, "workspace");
  cpSync(join(examples, "recipes/workspace"), folder, { recursive: true });
  const settings = join(folder, "pnpm-workspace.yaml");
  const override = `overrides:\n  evidentsource-functions: file:${tarball}\n`;
  writeFileSync(settings, readFileSync(settings, "utf8") + override);
  const pnpm = client(["npx", "--yes", PNPM], folder);
  pnpm(["install", "--no-frozen-lockfile"]);
  checkTests(join(folder, "packages/tasks"), pnpm);
  pnpm(["--filter", "@acme/tasks", "exec", "evidentsource-functions", "check"]);
}

/** The lines that the workflow runs, in a project that is installed, up to what needs a server. */
function inWorkflow(folder) {
  const workflow = readFileSync(join(examples, "recipes/ci/functions.yml"), "utf8");
  const lines = [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, line]) => line);
  const test = lines.slice(0, lines.lastIndexOf("npm ci"));
  if (!test.includes("npx evidentsource-functions publish --dry-run"))
    throw new Failure(`the workflow publishes nothing: ${lines.join("; ")}`);
  for (const line of test) must("sh", ["-c", line], folder, { EVIDENTSOURCE_DATABASE: "tasks" });
  if (!existsSync(join(folder, "check.json"))) throw new Failure("there is no check.json");
}

const wanted = process.argv.slice(2);
const isWanted = (recipe) => wanted.length === 0 || wanted.includes(recipe);

takeSteps(work, () => {
  const packed = must("npm", ["pack", "--json", "--pack-destination", work], root);
  const tarball = join(work, JSON.parse(packed)[0].filename);
  for (const recipe of ["jest", "node-test", "swc", "swc-node"])
    if (isWanted(recipe)) step(recipe, () => inProject(recipe, tarball));
  if (isWanted("vitest") || isWanted("ci")) {
    const folder = step("vitest", () => inProject("vitest", tarball));
    step("ci", () => inWorkflow(folder));
  }
  if (isWanted("workspace")) step("workspace", () => inWorkspace(tarball));
});
