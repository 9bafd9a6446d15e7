import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadBuiltProject, readModel } from "../host/index.js";
import { EXIT } from "./exitCode.js";
import type { AddCommand } from "./addCommand.js";
import { onServer } from "./testServer.js";
import { noteStale } from "./staleNote.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

interface TestFlags {
  readonly components?: boolean;
  readonly server?: string | true;
  readonly token?: string;
  readonly dist: string;
}

/** `test`: the project's own tests, with its specifications at the level that is asked for. */
export const addTestCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("test")
    .description("run the project's tests, with specifications against the built components")
    .argument("[command...]", "the command that runs the tests (default: npm test)")
    .option("--components", "specifications also run against the built components")
    .option(
      "--server [url]",
      "specifications also run against a server; without a URL one is started, in memory",
    )
    .option("--token <token>", "bearer token of the server (default: EVIDENTSOURCE_TOKEN)")
    .option("-d, --dist <folder>", "the build's output", "dist")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf test\n  $ esf build && esf test --components\n  $ esf build && esf test --server\n  $ esf test --components -- npx vitest run",
    )
    .action(async (command: readonly string[], flags: TestFlags) => {
      const { components = false, server, dist } = flags;
      const folder = resolve(terminal.cwd, dist);
      if (components && server !== undefined)
        throw new UsageError("--components and --server are two levels; choose one for each run");
      if (!components && server === undefined) {
        const code = await run(command, { EVIDENTSOURCE_LEVEL: "process" }, terminal);
        finish(code === 0 ? EXIT.ok : EXIT.failed);
        return;
      }
      // Said here rather than by every test; and what is loaded once is loaded faster from then on.
      if (components) await loadBuiltProject(folder);
      else await readModel(folder);
      await noteStale(dist, terminal);
      const counts = await mkdtemp(join(tmpdir(), "esf-test-"));
      const countFile = join(counts, "reached");
      await writeFile(countFile, "");
      const tests = (level: Readonly<Record<string, string>>): Promise<number | null> =>
        run(
          command,
          { EVIDENTSOURCE_DIST: folder, EVIDENTSOURCE_COUNT: countFile, ...level },
          terminal,
        );
      const code = components
        ? await tests({ EVIDENTSOURCE_LEVEL: "components" })
        : await onServer(flags, terminal, tests);
      const { size } = await stat(countFile);
      await rm(counts, { recursive: true });
      terminal.note(reachedNote(size, components ? "the components" : "the server"));
      finish(code === 0 ? EXIT.ok : EXIT.failed);
    });
};

const reachedNote = (count: number, where: string): string =>
  count === 0
    ? `warning: no specification reached ${where}; those that do are made with given(…) of evidentsource-functions/testing and end with what they expect`
    : `${String(count)} ${count === 1 ? "specification" : "specifications"} reached ${where}`;

function run(
  command: readonly string[],
  level: Readonly<Record<string, string>>,
  { cwd, env }: Terminal,
): Promise<number | null> {
  const [file = "", ...args] = command.length === 0 ? ["npm", "test"] : command;
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
