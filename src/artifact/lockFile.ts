import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf, nameProblem, type World } from "../domain/index.js";
import type { ViewVersions } from "../model/viewVersions.js";
import { FOLDERS } from "./artifactName.js";
import { writeWhole } from "./writeWhole.js";

/** What was published where; committed with the sources, beside `package.json`. */
export const LOCK_FILE = "evidentsource.lock.json";

/** A definition as it was published last. */
export interface LockedDefinition {
  /** Assigned by the server; absent where its answer did not tell. */
  readonly version?: number;
  /** SHA-256 of the component. */
  readonly component: string;
  /** SHA-256 of the publishing metadata. */
  readonly metadata: string;
}

/** What one database has, by world and name. */
export type LockedTarget = Readonly<Record<World, Readonly<Record<string, LockedDefinition>>>>;

/** By target: the URL of a database on a server, without any secret. */
export type Lock = Readonly<Record<string, LockedTarget>>;

/** A lock file that cannot be used; the message is all that the user needs. */
export class LockError extends Error {
  override readonly name = "LockError";
}

const LOCK_VERSION = 1;
const WORLDS: readonly World[] = ["state-view", "state-change"];
const NOTHING: LockedTarget = { "state-view": {}, "state-change": {} };

/** Where a project's lock file is: beside the nearest `package.json` at or above the folder, else in it. */
export function lockPath(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return join(at, LOCK_FILE);
    if (dirname(at) === at) return join(folder, LOCK_FILE);
  }
}

/**
 * The lock of a project; empty where there is no file.
 * @throws LockError for one that cannot be read.
 */
export async function readLock(path: string): Promise<Lock> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new LockError(`${path} cannot be read: ${messageOf(error)}`);
  }
  try {
    return lockOf(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : "it is no JSON";
    throw new LockError(
      `${path} is no lock file (${reason}); after a merge settle its conflicts, or remove it and publish again`,
    );
  }
}

/** Writes a lock, all in one order, so that two branches differ only where they must. */
export async function writeLock(path: string, lock: Lock): Promise<void> {
  const targets = sorted(lock).map(([target, worlds]) => [
    target,
    Object.fromEntries(
      WORLDS.map((world) => [FOLDERS[world], Object.fromEntries(sorted(worlds[world]))]),
    ),
  ]);
  const json = { lockVersion: LOCK_VERSION, targets: Object.fromEntries(targets) as object };
  try {
    await writeWhole(path, `${JSON.stringify(json, null, 2)}\n`);
  } catch (error) {
    throw new LockError(`${path} cannot be written: ${messageOf(error)}`);
  }
}

/** The lock after a definition was published. */
export function withLocked(
  lock: Lock,
  target: string,
  { world, name }: { readonly world: World; readonly name: string },
  definition: LockedDefinition,
): Lock {
  const before = lockedOn(lock, target);
  return {
    ...lock,
    [target]: { ...before, [world]: { ...before[world], [name]: definition } },
  };
}

/** What a lock knows of a target. */
export const lockedOn = (lock: Lock, target: string): LockedTarget =>
  Object.hasOwn(lock, target) ? (lock[target] ?? NOTHING) : NOTHING;

/** The versions of views that a target has, as far as its server told them. */
export function viewVersionsOn(lock: Lock, target: string): ViewVersions {
  return Object.fromEntries(
    Object.entries(lockedOn(lock, target)["state-view"]).flatMap(([name, { version }]) =>
      version === undefined ? [] : [[name, version]],
    ),
  );
}

function lockOf(json: unknown): Lock {
  const { lockVersion, targets } = members(json, "the file");
  if (lockVersion !== LOCK_VERSION)
    throw new RangeError(`its lockVersion is not ${String(LOCK_VERSION)}`);
  return mapped(targets, "targets", (worlds, target) => ({
    "state-view": definitionsOf(worlds, "state-view", target),
    "state-change": definitionsOf(worlds, "state-change", target),
  }));
}

function definitionsOf(
  json: unknown,
  world: World,
  target: string,
): Readonly<Record<string, LockedDefinition>> {
  const folder = FOLDERS[world];
  const list = members(json, target)[folder] ?? {};
  return mapped(list, folder, (definition, name) => {
    const problem = nameProblem(world === "state-view" ? "state view" : "state change", name);
    if (problem !== undefined) throw new RangeError(problem);
    const { version, component, metadata } = members(definition, name);
    if (version !== undefined && !(Number.isSafeInteger(version) && (version as number) > 0))
      throw new RangeError(`the version of ${name} is no positive integer`);
    return {
      ...(version === undefined ? {} : { version: version as number }),
      component: hash(component, name),
      metadata: hash(metadata, name),
    };
  });
}

function hash(value: unknown, name: string): string {
  if (typeof value === "string" && /^[0-9a-f]{64}$/.test(value)) return value;
  throw new RangeError(`${name} has no SHA-256 where one is expected`);
}

function mapped<T>(
  json: unknown,
  what: string,
  read: (value: unknown, name: string) => T,
): Readonly<Record<string, T>> {
  const entries = Object.entries(members(json, what));
  return Object.fromEntries(entries.map(([name, value]) => [name, read(value, name)]));
}

function members(json: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof json === "object" && json !== null && !Array.isArray(json))
    return json as Readonly<Record<string, unknown>>;
  throw new RangeError(`${what} is no object`);
}

const sorted = <T>(record: Readonly<Record<string, T>>): (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
