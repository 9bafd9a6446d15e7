import { Option } from "commander";
import { spawn } from "node:child_process";
import { relative, resolve } from "node:path";
import {
  newProject,
  RUNNER_NAMES,
  ScaffoldError,
  TEMPLATE_NAMES,
  type RunnerName,
  type TemplateName,
} from "../scaffold/index.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { packageManager, type PackageManager } from "./packageManager.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

interface NewFlags {
  readonly template: TemplateName;
  readonly runner: RunnerName;
  readonly install: boolean;
  readonly force?: boolean;
  readonly package?: string;
}

/** `new`: a project that runs. */
export const addNewCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("new")
    .description("write a new project from a template, and install what it needs")
    .argument("<folder>", "the folder, which is made")
    .addOption(
      new Option("--template <name>", "what it starts from")
        .choices(TEMPLATE_NAMES)
        .default("first-steps"),
    )
    .addOption(
      new Option("--runner <name>", "what runs its tests").choices(RUNNER_NAMES).default("jest"),
    )
    .option("--no-install", "write the files alone")
    .option("--force", "also write into a folder that holds something; no file is replaced")
    .option("--package <spec>", "where this package comes from: a version, or a packed tarball")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf new bank --template savings-account\n  $ esf new bank --runner vitest --no-install",
    )
    .action(async (folder: string, flags: NewFlags) => {
      finish(await run(resolve(terminal.cwd, folder), flags, terminal));
    });
};

async function run(folder: string, flags: NewFlags, terminal: Terminal): Promise<ExitCode> {
  const { template, runner, install, force = false, package: packageSpec } = flags;
  const { written, kept } = await newProject({
    ...{ folder, template, runner, force, packageSpec },
    cwd: terminal.cwd,
  }).catch((error: unknown) => {
    throw error instanceof ScaffoldError ? new UsageError(error.message) : error;
  });
  const shown = relative(terminal.cwd, folder) || ".";
  terminal.out(`${String(written.length)} files in ${shown} (${template}, ${runner})`);
  for (const path of kept) terminal.note(`kept as it is: ${path}`);
  const manager = packageManager(folder, terminal.env);
  if (install && !(await installed(manager, folder, terminal))) return EXIT.failed;
  terminal.out("");
  terminal.out("Next:");
  for (const command of nextCommands(shown, manager, install)) terminal.out(`  ${command}`);
  return EXIT.ok;
}

async function installed(
  manager: PackageManager,
  folder: string,
  terminal: Terminal,
): Promise<boolean> {
  terminal.out(`installing with ${manager.name} …`);
  const [file, ...args] = manager.install;
  const code = await new Promise<number | null>((done) => {
    const child = spawn(file, args, {
      cwd: folder,
      // What it says is about the run: the result stays readable for programs.
      stdio: ["ignore", "pipe", "inherit"],
      env: terminal.env,
      shell: process.platform === "win32",
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.trim() !== "") terminal.note(text.trimEnd());
    });
    child.on("error", (error) => {
      terminal.note(error.message);
      done(null);
    });
    child.on("close", done);
  });
  if (code === 0) return true;
  terminal.note(
    `${terminal.style.red("error:")} ${manager.install.join(" ")} failed in ${folder}; the files are written, run it again there`,
  );
  return false;
}

/** The next two commands; before them, what was left out. */
function nextCommands(
  folder: string,
  { install, run: runScript }: PackageManager,
  isInstalled: boolean,
): readonly string[] {
  const enter = folder === "." ? [] : [`cd ${/\s/.test(folder) ? `"${folder}"` : folder}`];
  const left = isInstalled ? [] : [install.join(" ")];
  return [...enter, ...left, `${runScript} dev`];
}
