import { resolve } from "node:path";
import type { World } from "../domain/index.js";
import { jsonSending, type RestCalls } from "./restCalls.js";
import { sharedTemplate } from "./sharedTemplate.js";

/** What a build left, on a server. */
export interface PublishedBuild {
  /** A name that no other specification has. */
  newName(): string;
  /** Makes a database that has all definitions. */
  createDatabase(name: string): Promise<void>;
  versionOf(stateChange: string): bigint;
  viewVersion(stateView: string): bigint;
}

/** The variable with what the names of all databases of a run begin with, so that they can be removed. */
export const RUN_VARIABLE = "EVIDENTSOURCE_RUN";

/** Drawn by each process, so that runners with many of them share a server. */
const own = crypto.randomUUID();
let count = 0;
const newName = (): string =>
  `${process.env[RUN_VARIABLE] ?? "spec"}-${own}-${String((count += 1))}`;

/**
 * Publishes a build into a database that is the model of all others. A server that cannot take the
 * definitions from there is sent them for each anew.
 */
export async function publishedBuild(calls: RestCalls, dist: string): Promise<PublishedBuild> {
  // Only here, so that specifications in process need no build.
  const { openBuild } = await import("../host/openBuild.js");
  const { files, model } = await openBuild(resolve(dist));
  const publishInto = async (database: string): Promise<void> => {
    for (const view of model.stateViews) {
      // A new database counts from 1; decisions read the version that they were built for.
      for (let version = 1; version <= view.version; version += 1)
        await publishOne(database, "state-view", view.name);
    }
    for (const { name } of model.stateChanges) await publishOne(database, "state-change", name);
  };
  const publishOne = async (database: string, world: World, name: string): Promise<void> => {
    const folder = `${world}s`;
    const form = new FormData();
    const parts = [
      ["metadata", "json", "application/json"],
      ["wasm", "wasm", "application/wasm"],
    ] as const;
    for (const [part, ending, type] of parts) {
      const bytes = await files.read(`${folder}/${name}.${ending}`);
      form.append(part, new Blob([new Uint8Array(bytes)], { type }), `${name}.${ending}`);
    }
    await calls.send("POST", `/db/${database}/${folder}`, { body: form });
  };
  const create = async (json: object): Promise<void> => {
    await calls.send("POST", "/db", jsonSending(json));
  };
  const ownTemplate = async (): Promise<string> => {
    const name = newName();
    await create({ database_name: name });
    await publishInto(name);
    return name;
  };
  const run = process.env[RUN_VARIABLE];
  const shared = run === undefined ? undefined : await sharedTemplate(calls, run, publishInto);
  const template = shared ?? (await ownTemplate());
  const views = new Map(model.stateViews.map(({ name, version }) => [name, BigInt(version)]));
  let takes = true;
  return {
    newName,
    versionOf: () => 1n,
    viewVersion: (name) => views.get(name) ?? 1n,
    createDatabase: async (name) => {
      if (takes) {
        try {
          await create({ database_name: name, definitions_of: template });
          return;
        } catch {
          takes = false;
        }
      }
      await create({ database_name: name });
      await publishInto(name);
    },
  };
}
