import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { World } from "../domain/index.js";
import { artifactName } from "../artifact/index.js";
import { readBuildRecord, sha256, UsageError } from "../build/index.js";
import { readModel } from "../host/index.js";
import type { Model } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { publishingUrl, PublishingError, upload, type PublishingTarget } from "./publishing.js";
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
      const outDir = resolve(terminal.cwd, flags.dist);
      const model = await readModel(outDir);
      finish(await publish(chosen(model, names), target, { outDir, model, flags, terminal }));
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

interface PublishContext {
  readonly outDir: string;
  readonly model: Model;
  readonly flags: PublishFlags;
  readonly terminal: Terminal;
}

interface Published extends Chosen {
  readonly url: string;
  readonly status?: number;
  readonly version?: number | undefined;
  readonly answer?: string;
  readonly error?: string;
}

async function publish(
  definitions: readonly Chosen[],
  target: PublishingTarget,
  context: PublishContext,
): Promise<ExitCode> {
  const { outDir, flags, terminal } = context;
  const published: Published[] = [];
  // Before the first upload: one that cannot be made is no reason to publish half of the build.
  for (const { world, name } of definitions) await checkArtifact(outDir, artifactName(world, name));
  for (const definition of definitions) {
    const result = await publishOne(definition, target, outDir, flags.dryRun === true);
    published.push(result);
    if (flags.json !== true) printPublished(result, context);
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
  outDir: string,
  dryRun: boolean,
): Promise<Published> {
  const { world, name } = definition;
  const url = publishingUrl(target, world);
  const files = join(outDir, artifactName(world, name));
  const [metadata, wasm] = [
    await readFile(`${files}.json`, "utf8"),
    await readFile(`${files}.wasm`),
  ];
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

async function checkArtifact(outDir: string, artifact: string): Promise<void> {
  const files = join(outDir, artifact);
  const missing = [`${files}.json`, `${files}.wasm`].find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing} is missing; run \`esf build\` again`);
  const { artifacts } = await readBuildRecord(outDir);
  // A folder without a record was put together by other means.
  if (Object.keys(artifacts).length === 0) return;
  if (artifacts[artifact]?.sha256 !== sha256(await readFile(`${files}.wasm`))) {
    throw new UsageError(`${files}.wasm is not what the last build made; run \`esf build\` again`);
  }
}

function printPublished(result: Published, { model, flags, terminal }: PublishContext): void {
  const { out, note, style } = terminal;
  const { world, name, url, status, version, answer, error } = result;
  if (error !== undefined) {
    note(`${style.red("failed")}  ${name}: ${error}`);
    return;
  }
  if (flags.dryRun === true) {
    out(`${style.bold(name)}  would be posted to ${url}`);
    out(answer ?? "");
    return;
  }
  const assigned =
    version === undefined
      ? `the server answered ${String(status)} ${answer ?? ""}`
      : `version ${String(version)}`;
  out(`${style.green("published")}  ${world.replace("-", " ")} ${name}: ${assigned.trim()}`);
  const declared = model.stateViews.find(
    (view) => world === "state-view" && view.name === name,
  )?.version;
  if (version !== undefined && declared !== undefined && declared !== version) {
    note(
      `${style.yellow("warning")}  state changes of this project read version ${String(declared)} of ${name}; to read the new one, write @StateView("${name}", { version: ${String(version)} }) and build again`,
    );
  }
}
