import { chooseEngine, findProject, prepare } from "../build/index.js";
import type { Model } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { hasErrors, printDiagnostics, summarize } from "./diagnostics.js";
import { engineOption } from "./engineOption.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT } from "./exitCode.js";
import { count } from "./quantities.js";

interface CheckFlags {
  readonly engine: string;
  readonly json?: boolean;
}

/** `check`: every mistake of a project at once. */
export const addCheckCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("check")
    .description("find every mistake in the annotated classes, without building")
    .argument("[entry]", "index module or project folder", ".")
    .addOption(engineOption())
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExamples:\n  $ esf check\n  $ esf check src/index.ts --json")
    .action(async (entry: string, { engine, json = false }: CheckFlags) => {
      const project = findProject({ entry, cwd: terminal.cwd });
      const { model, diagnostics } = await prepare(project, chooseEngine({ engine }).environment);
      const ok = !hasErrors(diagnostics);
      finish(ok ? EXIT.ok : EXIT.failed);
      if (json) {
        terminal.out(exactJson({ ok, diagnostics, model }));
        return;
      }
      printDiagnostics(diagnostics, terminal);
      const summary = summarize(diagnostics);
      if (ok)
        terminal.out(`${contents(model)}: no mistakes${summary === "" ? "" : ` (${summary})`}`);
      else terminal.note(summary);
    });
};

/** `2 state views, 5 state changes, 4 events`. */
function contents({ stateViews, stateChanges, events }: Model): string {
  return [
    count(stateViews.length, "state view"),
    count(stateChanges.length, "state change"),
    count(events.length, "event"),
  ].join(", ");
}
