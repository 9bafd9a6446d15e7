import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { loadBuiltProject } from "../host/index.js";
import { EXIT } from "./exitCode.js";
import type { AddCommand } from "./addCommand.js";
import type { Terminal } from "./terminal.js";

interface TestFlags {
  readonly components?: boolean;
  readonly dist: string;
}

/** `test`: the project's own tests, with its specifications at the level that is asked for. */
export const addTestCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("test")
    .description("run the project's tests, with specifications against the built components")
    .argument("[command...]", "the command that runs the tests (default: npm test)")
    .option("--components", "specifications also run against the built components")
    .option("-d, --dist <folder>", "the build's output", "dist")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf test\n  $ esf build && esf test --components\n  $ esf test --components -- npx vitest run",
    )
    .action(async (command: readonly string[], { components = false, dist }: TestFlags) => {
      const folder = resolve(terminal.cwd, dist);
      // Said here rather than by every test; and what is loaded once is loaded faster from then on.
      if (components) await loadBuiltProject(folder);
      const level = components
        ? { EVIDENTSOURCE_LEVEL: "components", EVIDENTSOURCE_DIST: folder }
        : { EVIDENTSOURCE_LEVEL: "process" };
      const code = await run(command.length === 0 ? ["npm", "test"] : command, level, terminal);
      finish(code === 0 ? EXIT.ok : EXIT.failed);
    });
};

function run(
  [file = "", ...args]: readonly string[],
  level: Readonly<Record<string, string>>,
  { cwd, env }: Terminal,
): Promise<number | null> {
  return new Promise((done, failed) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...env, ...level },
      stdio: "inherit",
      // npm and its like are scripts there, which only a shell runs.
      shell: process.platform === "win32",
    });
    child.on("error", failed);
    child.on("close", done);
  });
}
