import { Argument } from "commander";
import { relative, resolve } from "node:path";
import { findProject } from "../build/index.js";
import { nameProblem } from "../domain/index.js";
import {
  addDefinition,
  DEFINITION_KINDS,
  ScaffoldError,
  type DefinitionKind,
} from "../scaffold/index.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT } from "./exitCode.js";
import { UsageError } from "./usageError.js";

interface AddFlags {
  readonly project?: string;
  readonly stream?: string;
  readonly event?: readonly string[];
}

/** `add`: a definition with its specification. */
export const addAddCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("add")
    .description("write a new definition, its specification and its export")
    .addArgument(new Argument("<kind>", "what is added").choices(DEFINITION_KINDS))
    .argument("<name>", "its name, such as rename-task, task-list or task-renamed")
    .option("-p, --project <path>", "the project's tsconfig.json, or the folder that it is in")
    .option(
      "--stream <name>",
      "of an event, where it is stored (default: where those about the same are, if that is one stream)",
    )
    .option(
      "--event <name...>",
      "of a view, the events that it folds, task.added, task-added or TaskAdded (default: those that sound like it)",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf add event task-renamed\n  $ esf add command rename-task\n  $ esf add view task-list --event task.added task.renamed",
    )
    .action(async (kind: DefinitionKind, name: string, flags: AddFlags) => {
      const { project, stream, event: events = [] } = flags;
      const problem = stream === undefined ? undefined : nameProblem("stream", stream);
      if (problem !== undefined) throw new UsageError(`--stream: ${problem}`);
      const { root, index } = findProject({ project, cwd: terminal.cwd });
      const added = await addDefinition({ kind, name, root, index, stream, events }).catch(
        (error: unknown) => {
          throw error instanceof ScaffoldError ? new UsageError(error.message) : error;
        },
      );
      for (const file of added.changed) terminal.out(relative(terminal.cwd, resolve(root, file)));
      if (added.stream !== undefined && stream === undefined)
        terminal.note(`stored in the stream "${added.stream}"; --stream <name> names another one`);
      if (added.folds !== undefined && events.length === 0)
        terminal.note(`it folds ${added.folds.join(", ")}; --event <name> names others`);
      finish(EXIT.ok);
    });
};
