import { dirname, resolve } from "node:path";
import {
  definitionModel,
  lockPath,
  readLock,
  viewVersionsOn,
  withLocked,
  writeLock,
} from "../artifact/index.js";
import { UsageError } from "./usageError.js";
import { openBuild, type OpenBuild } from "../host/openBuild.js";
import type { Model } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { publishingUrl, PublishingError, upload, type Published } from "./publishing.js";
import { planPublishing, type Chosen, type Planned } from "./publishPlan.js";
import { printPlanned } from "./print/printPlanned.js";
import { printPublished } from "./print/printPublished.js";
import { visible } from "./print/visible.js";
import { count, formatBytes } from "./quantities.js";
import { servedDefinitions } from "./servedDefinitions.js";
import { databaseUrl, serverTarget, type PublishingTarget } from "./serverTarget.js";
import { outdatedNote, outdatedViews, type OutdatedView } from "./outdatedViews.js";
import type { Terminal } from "./terminal.js";

interface PublishFlags {
  readonly dist: string;
  readonly url?: string;
  readonly database?: string;
  readonly token?: string;
  readonly timeout: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly lock?: string;
  readonly json?: boolean;
}

/** `publish`: built definitions to a server. */
export const addPublishCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("publish")
    .description(
      "upload the built definitions that have changed to an EvidentSource server; each upload makes a new version",
    )
    .argument("[names...]", "which definitions (default: all of the build)")
    .option("-d, --dist <folder>", "the build's output", "dist")
    .option("--url <url>", "the server (default: EVIDENTSOURCE_URL, or http://localhost:3000)")
    .option("--database <name>", "the database (default: EVIDENTSOURCE_DATABASE)")
    .option("--token <token>", "bearer token (default: EVIDENTSOURCE_TOKEN)")
    .option("--timeout <seconds>", "how long the server may take to answer an upload", "20")
    .option(
      "--lock <file>",
      "what was published where (default: evidentsource.lock.json beside package.json)",
    )
    .option("--force", "upload what is unchanged, too")
    .option("--check", "ask nobody, upload nothing, and fail if something would change")
    .option("--dry-run", "show what would be uploaded, and upload nothing")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ EVIDENTSOURCE_DATABASE=bank esf publish\n  $ esf publish account-summary --database bank --dry-run\n  $ esf publish --check",
    )
    .action(async (names: string[], flags: PublishFlags) => {
      const target = serverTarget(flags, terminal.env);
      const build = await openBuild(resolve(terminal.cwd, flags.dist));
      const folder = dirname(resolve(terminal.cwd, flags.dist));
      const lockFile =
        flags.lock === undefined ? lockPath(folder) : resolve(terminal.cwd, flags.lock);
      const context = { ...build, flags, terminal, target, lockFile };
      const definitions = chosen(build.model, names);
      finish(await (flags.check === true ? check : publish)(definitions, context));
    });
};

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
  readonly target: PublishingTarget;
  readonly lockFile: string;
}

/** Says what would change, going by the build and the lock file alone. */
async function check(
  definitions: readonly Chosen[],
  { files, model, flags, terminal, target, lockFile }: PublishContext,
): Promise<ExitCode> {
  const lock = await readLock(lockFile);
  const key = databaseUrl(target);
  const planned = await planPublishing(definitions, files, lock, key);
  const outdated = outdatedViews(model, viewVersionsOn(lock, key));
  const changes = planned.filter(({ state }) => state !== "unchanged");
  if (flags.json === true) {
    const told = planned.map(({ world, name, state, published }) => ({
      ...{ world, name, state },
      version: published?.version,
    }));
    terminal.out(exactJson({ target: key, definitions: told, outdated }));
  } else {
    for (const one of changes) printPlanned(one, terminal);
    for (const view of outdated) terminal.note(outdatedNote(view));
    const summary =
      changes.length === 0 ? "nothing would be" : `${count(changes.length, "definition")} would be`;
    terminal.out(`${summary} published to ${key}`);
  }
  return changes.length === 0 && outdated.length === 0 ? EXIT.ok : EXIT.failed;
}

async function publish(definitions: readonly Chosen[], context: PublishContext): Promise<ExitCode> {
  const { files, model, flags, terminal, target, lockFile } = context;
  const key = databaseUrl(target);
  let lock = await readLock(lockFile);
  const served = flags.dryRun === true ? undefined : await servedDefinitions(target);
  // Before the first upload: one that cannot be made is no reason to publish half of the build.
  const planned = await planPublishing(definitions, files, lock, key, served);
  const done: Published[] = [];
  for (const one of planned) {
    // State changes read views by version: until they are built for the new one, they are not theirs.
    const waits =
      one.world === "state-change" && outdatedViews(model, viewVersionsOn(lock, key)).length > 0;
    // The platform's contract has no such part; a server that lists what it has takes it.
    const about = served === undefined ? undefined : definitionModel(model, one.world, one.name);
    const result = await publishOne(one, context, waits, about);
    done.push(result);
    if (result.status !== undefined || result.state === "unchanged") {
      const { version } = result;
      const locked = { ...(version === undefined ? {} : { version }), ...one.built };
      lock = withLocked(lock, key, one, locked);
      // After each: what was uploaded has its version, whatever becomes of the next.
      if (flags.dryRun !== true) await writeLock(lockFile, lock);
    }
    if (flags.json !== true) printPublished(result, model, terminal);
    // What was uploaded has a new version already; going on would only hide the failure.
    if (result.error !== undefined) break;
  }
  return conclusion(
    done,
    definitions.length,
    outdatedViews(model, viewVersionsOn(lock, key)),
    context,
  );
}

function conclusion(
  done: readonly Published[],
  wanted: number,
  outdated: readonly OutdatedView[],
  { flags, terminal }: PublishContext,
): ExitCode {
  const failed = done.some(({ error }) => error !== undefined);
  const waits = done.some(({ state }) => state === "waiting");
  if (flags.json === true) terminal.out(exactJson(done));
  else if (failed) {
    const published = done.length - 1;
    terminal.note(
      `${count(published, "definition")} published, ${count(wanted - published, "definition")} not`,
    );
  } else for (const view of outdated) terminal.note(outdatedNote(view));
  if (failed) return EXIT.server;
  return waits ? EXIT.failed : EXIT.ok;
}

async function publishOne(
  one: Planned,
  { flags, target }: PublishContext,
  waits: boolean,
  model: object | undefined,
): Promise<Published> {
  const { world, name, metadata, wasm, state, published } = one;
  const url = publishingUrl(target, world);
  const about = { world, name, url };
  if (state === "unchanged" && flags.force !== true)
    return { ...about, state, version: published?.version };
  if (waits) return { ...about, state: "waiting" };
  if (flags.dryRun === true)
    return {
      ...about,
      answer: `${metadata.trim()}\n${formatBytes(wasm.length)} of application/wasm`,
    };
  try {
    return {
      ...about,
      ...(await upload(url, target, metadata, wasm, model && JSON.stringify(model))),
    };
  } catch (error) {
    if (error instanceof PublishingError) return { ...about, error: error.message };
    throw error;
  }
}
