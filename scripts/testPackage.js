// Packs this package, looks at what is in it, and uses it as an author does: installed from the
// tarball in a new project outside of this repository. Run by `npm run test:package`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TEMPLATE_NAMES } from "../dist/scaffold/templates.js";
import { Failure, step, takeSteps } from "./steps.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const work = mkdtempSync(join(tmpdir(), "evidentsource-functions-package-"));
const project = join(work, "project");

/** Runs a program to its end and gives what it wrote. */
function run(command, args, cwd = project) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  const output = error === undefined ? `${stdout}${stderr}` : error.message;
  throw new Failure(`${[command, ...args].join(" ")} failed:\n${output}`);
}

function expectThat(holds, message) {
  if (!holds) throw new Failure(message);
}

const FILES = {
  "package.json": '{ "name": "first-steps", "private": true, "type": "module" }',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      types: [],
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
    include: ["src"],
  }),
  "src/index.ts": `export * from "./events.js";
export * from "./tally.js";
export * from "./count.js";
`,
  "src/events.ts": `import { IsPositive, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("thing.counted", { stream: "things" })
export class Counted {
  @Subject() @IsString() thing!: string;
  @IsPositive() by!: number;
}
`,
  "src/tally.ts": `import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { Counted } from "./events.js";

@StateView("tally", { selector: Selector.subject(parameter("thing")) })
export class Tally {
  total = 0;

  @On(Counted)
  counted(counted: Counted): void {
    this.total += counted.by;
  }
}
`,
  "src/count.ts": `import { IsPositive, IsString } from "class-validator";
import {
  Command,
  Decide,
  event,
  StateChangeError,
  type Database,
  type Decision,
} from "evidentsource-functions";
import { Counted } from "./events.js";
import { Tally } from "./tally.js";

@Command("count")
export class Count {
  @IsString() thing!: string;
  @IsPositive() by!: number;

  @Decide()
  decide(db: Database): Decision {
    const total = db.view(Tally, { thing: this.thing })?.total ?? 0;
    if (total + this.by > 10) throw StateChangeError.conflict("more than ten");
    return event(Counted, { thing: this.thing, by: this.by });
  }
}
`,
  "src/host.ts": `import { loadBuiltProject, LocalPlatform } from "evidentsource-functions/host";

export const platform = async (): Promise<LocalPlatform> =>
  new LocalPlatform(await loadBuiltProject("dist"));
`,
  "commands.jsonl": `{"command": "count", "body": {"thing": "sheep", "by": 7}, "expect": "accepted"}
{"command": "count", "body": {"thing": "sheep", "by": 7}, "expect": "conflict"}
{"command": "count", "body": {"thing": "sheep"}, "expect": "validation"}
{"view": "tally", "parameters": {"thing": "sheep"}}
`,
};

function pack() {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", work], root));
  return { tarball: join(work, packed.filename), files: packed.files.map(({ path }) => path) };
}

function checkContents(files) {
  const wanted = ["dist/index.js", "dist/index.d.ts", "dist/cli/main.js", "wit/decider.wit"];
  for (const file of [...wanted, "schema/model.schema.json", "LICENSE-MIT", "LICENSE-APACHE"])
    expectThat(files.includes(file), `the package lacks ${file}`);
  for (const template of TEMPLATE_NAMES)
    for (const file of ["src/index.ts", "__tests__/"])
      expectThat(
        files.some((path) => path.startsWith(`examples/${template}/${file}`)),
        `the package lacks ${file} of the template ${template}`,
      );
  const surplus = files.filter(
    (file) =>
      // The examples are what new projects start from.
      !/^examples\/[^/]+\/(src|__tests__)\/[^/]+\.ts$/.test(file) &&
      /__tests__|\.test\.|\.spec\.|\.map$|\.tsbuildinfo$|(?<!\.d)\.ts$/.test(file),
  );
  expectThat(surplus.length === 0, `the package contains ${surplus.join(", ")}`);
}

function checkTexts(files) {
  for (const file of files) {
    const text = readFileSync(join(project, "node_modules/evidentsource-functions", file), "utf8");
    expectThat(!text.includes(root.slice(0, -1)), `${file} names the folder that it was built in`);
    expectThat(!text.includes("sourceMappingURL=data"), `${file} carries a source map`);
  }
}

function install(tarball) {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const libraries = ["class-transformer", "class-validator", "reflect-metadata", "typescript"].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund"];
  run("npm", ["install", ...quiet, tarball, ...libraries]);
}

function checkRun() {
  const program = ["--no-install", "evidentsource-functions"];
  const { commands, views } = JSON.parse(
    run("npx", [...program, "run", "commands.jsonl", "--json"]),
  );
  const outcomes = commands.map(({ outcome }) => outcome).join(", ");
  expectThat(outcomes === "accepted, conflict, validation", `the outcomes are ${outcomes}`);
  expectThat(views[0]?.state?.total === 7, `the view shows ${JSON.stringify(views)}`);
}

const ATTW = [
  ...["--no-install", "attw", "--profile", "esm-only"],
  ...["--exclude-entrypoints", "decider.wit", "--"],
];

const esf = (...args) => run("npx", ["--no-install", "esf", ...args]);

takeSteps(work, () => {
  const { tarball, files } = step("npm pack", pack);
  step("it contains what it should, and nothing else", () => checkContents(files));
  step("publint", () => run("npx", ["--no-install", "publint", "run", tarball, "--strict"], root));
  step("are the types wrong? (ESM)", () =>
    // The WIT document is no module.
    run("npx", [...ATTW, tarball], root),
  );
  step("npm install in a new project", () => install(tarball));
  step("no file names this machine", () => checkTexts(files));
  step("tsc --noEmit", () => run("npx", ["--no-install", "tsc", "--noEmit"]));
  step("esf --version", () =>
    expectThat(esf("--version").trim() === version, "the program tells another version"),
  );
  step("esf check", () => esf("check"));
  step("esf build", () => esf("build"));
  step("it wrote components and metadata", () => {
    for (const file of ["state-views/tally", "state-changes/count"])
      for (const extension of ["wasm", "json", "js.map"])
        expectThat(existsSync(join(project, `dist/${file}.${extension}`)), `${file} is missing`);
  });
  step("evidentsource-functions run commands.jsonl", checkRun);
  console.log(`\nThe package works outside of this repository (${files.length} files).`);
});
