import { Argument } from "commander";
import { relative, resolve } from "node:path";
import { findProject } from "../build/index.js";
import {
  addDefinition,
  DEFINITION_KINDS,
  ScaffoldError,
  type DefinitionKind,
} from "../scaffold/index.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { UsageError } from "./usageError.js";

/** `add`: a definition with its specification. */
export const addAddCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("add")
    .description("write a new definition, its specification and its export")
    .addArgument(new Argument("<kind>", "what is added").choices(DEFINITION_KINDS))
    .argument("<name>", "its name, such as rename-task, task-list or task-renamed")
    .option("-p, --project <path>", "the project's tsconfig.json, or the folder that it is in")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf add event task-renamed\n  $ esf add command rename-task",
    )
    .action(async (kind: DefinitionKind, name: string, { project }: { project?: string }) => {
      const { root, index } = findProject({ project, cwd: terminal.cwd });
      const changed = await addDefinition({ kind, name, root, index }).catch((error: unknown) => {
        throw error instanceof ScaffoldError ? new UsageError(error.message) : error;
      });
      for (const file of changed) terminal.out(relative(terminal.cwd, resolve(root, file)));
      finish(EXIT.ok);
    });
};
