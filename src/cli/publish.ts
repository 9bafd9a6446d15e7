import { resolve } from "node:path";
import type { World } from "../domain/index.js";
import { artifactName, type BuiltFiles } from "../artifact/index.js";
import { UsageError } from "./usageError.js";
import { openBuild, type OpenBuild } from "../host/openBuild.js";
import type { Model } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import {
  publishingUrl,
  PublishingError,
  upload,
  type Published,
  type PublishingTarget,
} from "./publishing.js";
import { printPublished } from "./print/printPublished.js";
import { visible } from "./print/visible.js";
import { count, formatBytes } from "./quantities.js";
import { serverTarget } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";

interface PublishFlags {
  readonly dist: string;
  readonly url?: string;
  readonly database?: string;
  readonly token?: string;
  readonly timeout: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `publish`: built definitions to a server. */
export const addPublishCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("publish")
    .description(
      "upload built definitions to an EvidentSource server; each upload makes a new version",
    )
    .argument("[names...]", "which definitions (default: all of the build)")
    .option("-d, --dist <folder>", "the build's output", "dist")
    .option("--url <url>", "the server (default: EVIDENTSOURCE_URL, or http://localhost:3000)")
    .option("--database <name>", "the database (default: EVIDENTSOURCE_DATABASE)")
    .option("--token <token>", "bearer token (default: EVIDENTSOURCE_TOKEN)")
    .option("--timeout <seconds>", "how long the server may take to answer an upload", "20")
    .option("--dry-run", "show what would be uploaded, and upload nothing")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ EVIDENTSOURCE_DATABASE=bank esf publish\n  $ esf publish account-summary --database bank --dry-run",
    )
    .action(async (names: string[], flags: PublishFlags) => {
      const target = serverTarget(flags, terminal.env);
      const build = await openBuild(resolve(terminal.cwd, flags.dist));
      finish(await publish(chosen(build.model, names), target, { ...build, flags, terminal }));
    });
};

interface Chosen {
  readonly world: World;
  readonly name: string;
}

/** Views come first: state changes read them. */
function chosen({ stateViews, stateChanges }: Model, names: readonly string[]): Chosen[] {
  const all: Chosen[] = [
    ...stateViews.map(({ name }) => ({ world: "state-view" as const, name })),
    ...stateChanges.map(({ name }) => ({ world: "state-change" as const, name })),
  ];
  const unknown = names.find((name) => !all.some((definition) => definition.name === name));
  if (unknown !== undefined) {
    throw new UsageError(
      `the build has no definition ${visible(unknown)}; it has ${all.map(({ name }) => name).join(", ")}`,
    );
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

interface PublishContext extends OpenBuild {
  readonly flags: PublishFlags;
  readonly terminal: Terminal;
}

async function publish(
  definitions: readonly Chosen[],
  target: PublishingTarget,
  context: PublishContext,
): Promise<ExitCode> {
  const { files, flags, terminal } = context;
  const published: Published[] = [];
  // Before the first upload: one that cannot be made is no reason to publish half of the build.
  for (const definition of definitions) await uploadOf(definition, files);
  for (const definition of definitions) {
    const result = await publishOne(definition, target, files, flags.dryRun === true);
    published.push(result);
    if (flags.json !== true) printPublished(result, context.model, terminal);
    // What was uploaded has a new version already; going on would only hide the failure.
    if (result.error !== undefined) break;
  }
  const failed = published.some(({ error }) => error !== undefined);
  if (flags.json === true) terminal.out(exactJson(published));
  else if (failed) {
    const done = published.length - 1;
    terminal.note(
      `${count(done, "definition")} published, ${count(definitions.length - done, "definition")} not`,
    );
  }
  return failed ? EXIT.server : EXIT.ok;
}

async function publishOne(
  definition: Chosen,
  target: PublishingTarget,
  files: BuiltFiles,
  dryRun: boolean,
): Promise<Published> {
  const url = publishingUrl(target, definition.world);
  const { metadata, wasm } = await uploadOf(definition, files);
  if (dryRun)
    return {
      ...definition,
      url,
      answer: `${metadata.trim()}\n${formatBytes(wasm.length)} of application/wasm`,
    };
  try {
    return { ...definition, url, ...(await upload(url, target, metadata, wasm)) };
  } catch (error) {
    if (error instanceof PublishingError) return { ...definition, url, error: error.message };
    throw error;
  }
}

/** What is sent for a definition; what is not the last build's is never sent. */
async function uploadOf(
  { world, name }: Chosen,
  files: BuiltFiles,
): Promise<{ readonly metadata: string; readonly wasm: Uint8Array }> {
  const artifact = artifactName(world, name);
  const metadata = new TextDecoder().decode(await files.read(`${artifact}.json`));
  return { metadata, wasm: await files.read(`${artifact}.wasm`) };
}
