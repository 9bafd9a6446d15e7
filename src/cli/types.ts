import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { lockedOn, lockPath, readLock } from "../artifact/index.js";
import {
  clientModule,
  domainSchemas,
  openApiDocument,
  type JsonSchema,
} from "../contract/index.js";
import { messageOf } from "../domain/index.js";
import { readModel } from "../host/openBuild.js";
import type { AddCommand } from "./addCommand.js";
import { catalogModel, type VersionedModel } from "./catalogModel.js";
import { EXIT } from "./exitCode.js";
import { PublishingError } from "./publishing.js";
import { count } from "./quantities.js";
import { namedTarget, serverTarget, type ServerFlags } from "./serverTarget.js";
import { noteStale } from "./staleNote.js";
import type { Terminal } from "./terminal.js";
import { outputFolder } from "./outputFolder.js";
import { UsageError } from "./usageError.js";

interface TypesFlags extends ServerFlags {
  readonly dist: string;
  readonly out: string;
  readonly catalog?: boolean;
}

/** `types`: what callers who have not the classes need to know of a domain. */
export const addTypesCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("types")
    .description(
      "write a typed client module, JSON Schemas and an OpenAPI document, for callers who have not the classes",
    )
    .option("-d, --dist <folder>", "the build's output", "dist")
    .option("-o, --out <folder>", "where to write", "generated")
    .option("--catalog", "read from what is published on a server instead of a build")
    .option("--url <url>", "the server (default: EVIDENTSOURCE_URL, or http://localhost:3000)")
    .option("--database <name>", "the database (default: EVIDENTSOURCE_DATABASE)")
    .option("--token <token>", "bearer token (default: EVIDENTSOURCE_TOKEN)")
    .option("--timeout <seconds>", "how long the server may take to answer", "20")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf types --out src/generated\n  $ esf types --catalog --database bank",
    )
    .action(async (flags: TypesFlags) => {
      const out = outputFolder("--out", flags.out, terminal.cwd);
      const known =
        flags.catalog === true
          ? await catalogModel(serverTarget(flags, terminal.env))
          : await builtModel(flags, terminal);
      const files = filesOf(known, flags);
      await write(out, files);
      terminal.out(`${count(files.size, "file")} in ${relative(terminal.cwd, out) || "."}`);
      finish(EXIT.ok);
    });
};

async function builtModel(flags: TypesFlags, terminal: Terminal): Promise<VersionedModel> {
  const { cwd, env } = terminal;
  const dist = resolve(cwd, flags.dist);
  const model = await readModel(dist);
  await noteStale(flags.dist, terminal);
  const target = namedTarget(flags, env);
  const lock = await readLock(lockPath(dirname(dist)));
  const published = target === undefined ? {} : lockedOn(lock, target)["state-change"];
  return {
    model,
    versions: {
      views: Object.fromEntries(model.stateViews.map(({ name, version }) => [name, version])),
      commands: Object.fromEntries(
        model.stateChanges.map(({ name }) => [name, published[name]?.version ?? 1]),
      ),
    },
  };
}

/** Texts by their paths. */
function filesOf(
  { model, versions }: VersionedModel,
  { catalog, database }: TypesFlags,
): ReadonlyMap<string, string> {
  try {
    const { commands, events, states } = domainSchemas(model);
    const title = database ?? "EvidentSource domain";
    return new Map([
      ["client.ts", clientModule(model, versions)],
      ["openapi.json", jsonText(openApiDocument(model, versions, title))],
      ...schemaFiles("commands", commands),
      ...schemaFiles("events", events),
      ...schemaFiles("states", states),
    ]);
  } catch (error) {
    // A build's model is ours; what a server was given may be anything.
    if (catalog !== true) throw error;
    throw new PublishingError(`what was published cannot be understood: ${messageOf(error)}`);
  }
}

const schemaFiles = (
  folder: string,
  schemas: Readonly<Record<string, JsonSchema>>,
): readonly (readonly [string, string])[] =>
  Object.entries(schemas).map(([name, schema]) => [
    `schemas/${folder}/${encodeURIComponent(name)}.json`,
    jsonText(schema),
  ]);

const jsonText = (json: object): string => `${JSON.stringify(json, null, 2)}\n`;

async function write(out: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), text);
    }
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${messageOf(error)}`);
  }
}
