import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  artifactName,
  BUILD_RECORD_FILE,
  definitionModel,
  FOLDERS,
  MODEL_FILE,
  readBuildRecord,
  sourcePlaces,
} from "../artifact/index.js";
import { parseJson } from "../codec/json.js";
import { componentHash, DatabaseError, FIRST_VERSION, type Definition } from "../database/index.js";
import type { World } from "../domain/index.js";
import { openBuild } from "../host/openBuild.js";
import type { HostedDatabase, Platform } from "../platform/index.js";
import type { Places } from "./placedRunner.js";

/**
 * Publishes what a build left, into a database that is made if need be; what is published already
 * makes no new version.
 * @throws BuiltProjectError where there is no build; BuildFilesError when it changes meanwhile;
 *   DatabaseError for what cannot be published.
 */
export async function publishBuild(
  platform: Platform,
  database: string,
  outDir: string,
): Promise<readonly Definition[]> {
  const hosted = await databaseFor(platform, database);
  const { files, model } = await openBuild(outDir);
  const known = await hosted.definitions();
  const published: Definition[] = [];
  // Views come first: state changes read them.
  for (const view of model.stateViews) await publishOne("state-view", view, BigInt(view.version));
  for (const change of model.stateChanges) await publishOne("state-change", change);
  return published;

  /** @param wanted - the version that is read, which a new database has not counted up to yet. */
  async function publishOne(
    world: World,
    { name }: { readonly name: string },
    wanted = FIRST_VERSION,
  ): Promise<void> {
    const artifact = artifactName(world, name);
    const text = new TextDecoder().decode(await files.read(`${artifact}.json`));
    const metadata: unknown = parseJson(text);
    const component = new Uint8Array(await files.read(`${artifact}.wasm`));
    const latest = known.findLast((one) => one.world === world && one.name === name);
    if (
      latest?.componentHash === (await componentHash(component)) &&
      latest.metadata === JSON.stringify(metadata) &&
      latest.version >= wanted
    )
      return;
    const told = definitionModel(model, world, name);
    let made: Definition;
    do {
      made = await hosted.publish({ world, metadata, component, model: told }, platform.clock());
      published.push(made);
    } while (made.version < wanted);
  }
}

async function databaseFor(platform: Platform, name: string): Promise<HostedDatabase> {
  try {
    await platform.createDatabase(name);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== "already-exists") throw error;
  }
  return platform.database(name);
}

/** Tells places by the source maps of a build, as long as its components are those that run. */
export function placesOfBuild(outDir: string): Places {
  return async ({ world, name, componentHash: hash }, text) => {
    const artifact = artifactName(world, name);
    const bytes = await readFile(join(outDir, `${artifact}.wasm`)).catch(() => undefined);
    if (bytes === undefined || (await componentHash(bytes)) !== hash) return text;
    return sourcePlaces(join(outDir, FOLDERS[world]), name)(text);
  };
}

/** How often a build is looked at: watching folders misses those that are replaced. */
const INTERVAL = 500;

/** Calls each time that a build has changed and stands still, until the signal is aborted. */
export async function onBuildChanges(
  outDir: string,
  signal: AbortSignal,
  changed: () => Promise<void>,
): Promise<void> {
  let told = await stateOf(outDir);
  let last = told;
  while (!signal.aborted) {
    try {
      await sleep(INTERVAL, undefined, { signal, ref: false });
    } catch {
      return;
    }
    const now = await stateOf(outDir);
    // A build writes for a while; only what is the same twice is done.
    if (now === last && now !== told && (await isWhole(outDir))) {
      told = now;
      await changed();
    }
    last = now;
  }
}

/** What changes with every build: the files that it writes last. While one is under way, nothing has changed. */
async function stateOf(outDir: string): Promise<string> {
  const states = await Promise.all(
    [MODEL_FILE, BUILD_RECORD_FILE].map(async (file) => {
      try {
        const { mtimeMs, size, ino } = await stat(join(outDir, file));
        return `${String(mtimeMs)}/${String(size)}/${String(ino)}`;
      } catch {
        return "none";
      }
    }),
  );
  return states.join(" ");
}

/** Whether no build is under way; one that was interrupted is told when another one has followed it. */
async function isWhole(outDir: string): Promise<boolean> {
  try {
    return (await readBuildRecord(outDir))?.whole !== false;
  } catch {
    return true;
  }
}
