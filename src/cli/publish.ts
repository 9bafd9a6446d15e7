import { resolve } from "node:path";
import type { World } from "../domain/index.js";
import { artifactName, builtFiles, type BuiltFiles } from "../artifact/index.js";
import { UsageError } from "./usageError.js";
import { parseName, messageOf } from "../domain/index.js";
import { readModel } from "../host/index.js";
import type { Model } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { publishingUrl, PublishingError, upload, type PublishingTarget } from "./publishing.js";
import { count, formatBytes } from "./quantities.js";
import type { Terminal } from "./terminal.js";

interface PublishFlags {
  readonly dist: string;
  readonly url?: string;
  readonly database?: string;
  readonly token?: string;
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
    .option("--dry-run", "show what would be uploaded, and upload nothing")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ EVIDENTSOURCE_DATABASE=bank esf publish\n  $ esf publish account-summary --database bank --dry-run",
    )
    .action(async (names: string[], flags: PublishFlags) => {
      const target = targetOf(flags, terminal);
      const outDir = resolve(terminal.cwd, flags.dist);
      const model = await readModel(outDir);
      finish(await publish(chosen(model, names), target, { outDir, model, flags, terminal }));
    });
};

function targetOf({ url, database, token }: PublishFlags, { env }: Terminal): PublishingTarget {
  // What is set to nothing, as an unset secret of a build server is, counts as not set.
  const base = [url, env["EVIDENTSOURCE_URL"]].find((text) => text !== undefined && text !== "");
  if (base !== undefined && !isHttpUrl(base))
    throw new UsageError(`${base} is no URL of a server; expected one like ${DEFAULT_URL}`);
  const name = database ?? env["EVIDENTSOURCE_DATABASE"];
  if (name === undefined || name === "") {
    throw new UsageError("no database is named; give --database, or set EVIDENTSOURCE_DATABASE");
  }
  try {
    parseName("database", name);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  return { url: base ?? DEFAULT_URL, database: name, token: token ?? env["EVIDENTSOURCE_TOKEN"] };
}

const DEFAULT_URL = "http://localhost:3000";

/** `localhost:3000` is a URL, too: of the scheme `localhost`. */
function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

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
      `the build has no definition ${unknown}; it has ${all.map(({ name }) => name).join(", ")}`,
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
  const files = await builtFiles(outDir);
  for (const definition of definitions) await uploadOf(definition, files);
  for (const definition of definitions) {
    const result = await publishOne(definition, target, files, flags.dryRun === true);
    published.push(result);
    if (flags.json !== true) printPublished(result, context);
    // What was uploaded has a new version already; going on would only hide the failure.
    if (result.error !== undefined) break;
  }
  const failed = published.some(({ error }) => error !== undefined);
  if (flags.json === true) terminal.out(JSON.stringify(published, null, 2));
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
    return { ...definition, url, ...(await upload(url, target.token, metadata, wasm)) };
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
