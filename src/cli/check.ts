import {
  checkTypes,
  chooseEngine,
  findProject,
  prepare,
  type Preparation,
  type Project,
} from "../build/index.js";
import type { Model } from "../model/model.js";
import type { ViewVersions } from "../model/viewVersions.js";
import type { AddCommand } from "./addCommand.js";
import { hasErrors } from "../model/diagnostic.js";
import { printDiagnostics, summarize } from "./diagnostics.js";
import { engineOption } from "./engineOption.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT } from "./exitCode.js";
import { count } from "./quantities.js";
import { targetVersions } from "./targetVersions.js";

interface CheckFlags {
  readonly engine: string;
  readonly project?: string;
  readonly types: boolean;
  readonly json?: boolean;
}

/** `check`: every mistake of a project at once. */
export const addCheckCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("check")
    .description("find every mistake in the annotated classes, without building")
    .argument("[entry]", "index module or project folder", ".")
    .option("-p, --project <path>", "the project's tsconfig.json, or the folder that it is in")
    .addOption(engineOption())
    .option("--no-types", "leave the project's own TypeScript out")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExamples:\n  $ esf check\n  $ esf check src/index.ts --json")
    .action(async (entry: string, { engine, project: named, types, json = false }: CheckFlags) => {
      const project = findProject({ entry, project: named, cwd: terminal.cwd });
      const { model, diagnostics } = await checked(
        project,
        engine,
        types,
        await targetVersions(project.root, {}, terminal),
      );
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

/** What is wrong with a project, and with its types: both at once, for each takes its time. */
async function checked(
  project: Project,
  engine: string,
  types: boolean,
  versions: ViewVersions,
): Promise<Pick<Preparation, "model" | "diagnostics">> {
  const unwanted = new AbortController();
  try {
    const [{ model, diagnostics }, typeErrors] = await Promise.all([
      prepare(project, chooseEngine({ engine }).environment, { versions }),
      types ? checkTypes(project, unwanted.signal) : [],
    ]);
    return { model, diagnostics: [...diagnostics, ...typeErrors] };
  } finally {
    unwanted.abort();
  }
}

/** `2 state views, 5 state changes, 4 events`. */
function contents({ stateViews, stateChanges, events }: Model): string {
  return [
    count(stateViews.length, "state view"),
    count(stateChanges.length, "state change"),
    count(events.length, "event"),
  ].join(", ");
}
