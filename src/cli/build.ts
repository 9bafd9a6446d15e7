import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { artifactName } from "../artifact/index.js";
import {
  buildProject,
  chooseEngine,
  findProject,
  type ArtifactReport,
  type BuildReport,
} from "../build/index.js";
import type { AddCommand } from "./addCommand.js";
import { printDiagnostics, summarize } from "./diagnostics.js";
import { engineOption } from "./engineOption.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT } from "./exitCode.js";
import { count, formatBytes, formatDuration } from "./quantities.js";
import type { TargetFlags } from "./serverTarget.js";
import { targetVersions } from "./targetVersions.js";
import type { Terminal } from "./terminal.js";
import { outputFolder } from "./outputFolder.js";
import { UsageError } from "./usageError.js";

interface BuildFlags extends TargetFlags {
  readonly project?: string;
  readonly out?: string;
  readonly wit?: string;
  readonly engine: string;
  readonly stepLimit?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `build`: components and their publishing metadata. */
export const addBuildCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("build")
    .description("build a verified component for every state view and state change")
    .argument("[entry]", "index module or project folder", ".")
    .option("-p, --project <path>", "the project's tsconfig.json, or the folder that it is in")
    .option("-o, --out <folder>", "where components go (default: dist in the project)")
    .option("--wit <file>", "the server's decider.wit, where it is not the one in this package")
    .addOption(engineOption())
    .option(
      "--step-limit <steps>",
      "the most steps (turns of loops, calls of functions) of one evolve or decide; quickjs only",
      wholeNumber,
    )
    .option(
      "--database <name>",
      "the database whose versions of views are built for (default: EVIDENTSOURCE_DATABASE)",
    )
    .option("--url <url>", "the server that it is on (default: EVIDENTSOURCE_URL)")
    .option("--force", "build what is unchanged, too")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf build\n  $ esf build src/index.ts --out build --wit decider.wit",
    )
    .action(async (entry: string, flags: BuildFlags) => {
      if (flags.out !== undefined) outputFolder("--out", flags.out, terminal.cwd);
      const project = findProject({
        entry,
        project: flags.project,
        outDir: flags.out,
        cwd: terminal.cwd,
      });
      const report = await buildProject(project, {
        engine: chooseEngine(flags),
        wit: await readWit(flags.wit, terminal),
        viewVersions: await targetVersions(project.root, flags, terminal),
        force: flags.force ?? false,
        onArtifact: (artifact) => {
          if (flags.json !== true) printArtifact(artifact, terminal);
        },
      });
      finish(report.ok ? EXIT.ok : EXIT.failed);
      if (flags.json === true) terminal.out(exactJson(report));
      else printReport(report, terminal);
    });
};

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is no whole number`);
}

async function readWit(file: string | undefined, { cwd }: Terminal): Promise<string> {
  const path =
    file === undefined
      ? fileURLToPath(new URL("../../wit/decider.wit", import.meta.url))
      : resolve(cwd, file);
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new UsageError(`the WIT file ${file ?? path} cannot be read`);
  }
}

function printArtifact(artifact: ArtifactReport, { out, note, style }: Terminal): void {
  const name = artifactName(artifact.world, artifact.name);
  if (artifact.outcome === "failed") {
    note(`${style.red("failed   ")}  ${name}`);
    note(indent(artifact.error ?? "for an unknown reason"));
    return;
  }
  const outcome = artifact.outcome === "built" ? style.green("built    ") : style.dim("unchanged");
  const size = formatBytes(artifact.bytes).padStart(8);
  const code = `code ${formatBytes(artifact.bundleBytes)}`;
  out(
    `${outcome}  ${name.padEnd(36)}  ${size}  ${code.padEnd(14)}  ${formatDuration(artifact.milliseconds).padStart(7)}`,
  );
}

function printReport(report: BuildReport, terminal: Terminal): void {
  const { artifacts, diagnostics, removed, milliseconds, outDir } = report;
  for (const name of removed) terminal.out(`${terminal.style.yellow("removed  ")}  ${name}`);
  printDiagnostics(diagnostics, terminal);
  const failed = artifacts.filter(({ outcome }) => outcome === "failed").length;
  if (!report.ok) {
    terminal.note(
      failed > 0
        ? `${count(failed, "component")} could not be built`
        : `${summarize(diagnostics)}; nothing was built`,
    );
    return;
  }
  const where = relative(terminal.cwd, outDir) || ".";
  terminal.out(
    `${count(artifacts.length, "component")} in ${where} (${formatDuration(milliseconds)}, ${report.engine})`,
  );
}

const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
