import {
  artifactName,
  contentHash,
  lockedOn,
  type BuiltFiles,
  type Lock,
  type LockedDefinition,
} from "../artifact/index.js";
import type { World } from "../domain/index.js";
import type { PublishState } from "./publishing.js";
import type { ServedDefinitions } from "./servedDefinitions.js";

/** One of the build's definitions. */
export interface Chosen {
  readonly world: World;
  readonly name: string;
}

/** A definition as it was built, and how that stands to what was published. */
export interface Planned extends Chosen {
  readonly metadata: string;
  readonly wasm: Uint8Array;
  /** What the lock will say of it, but for the version. */
  readonly built: LockedDefinition;
  /** What the lock says of it, or the server, which knows better. */
  readonly published: LockedDefinition | undefined;
  readonly state: PublishState;
}

/** Compares a build with what the lock says of a target and, where it tells, with what the server has. */
export async function planPublishing(
  definitions: readonly Chosen[],
  files: BuiltFiles,
  lock: Lock,
  target: string,
  served?: ServedDefinitions,
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const { world, name } of definitions) {
    const artifact = artifactName(world, name);
    const metadata = new TextDecoder().decode(await files.read(`${artifact}.json`));
    const wasm = await files.read(`${artifact}.wasm`);
    const built = { component: contentHash(wasm), metadata: metadataHash(metadata) };
    const locked = own(lockedOn(lock, target)[world], name);
    const published = served === undefined ? locked : own(served[world], name);
    const state = stateOf(built, published, locked);
    planned.push({ world, name, metadata, wasm, built, published, state });
  }
  return planned;
}

function stateOf(
  built: LockedDefinition,
  published: LockedDefinition | undefined,
  locked: LockedDefinition | undefined,
): PublishState {
  if (published === undefined) return locked === undefined ? "new" : "lost";
  const same = built.component === published.component && built.metadata === published.metadata;
  return same ? "unchanged" : "changed";
}

/** Metadata mean the same however they are spaced. */
export function metadataHash(metadata: string): string {
  return contentHash(JSON.stringify(JSON.parse(metadata)));
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
