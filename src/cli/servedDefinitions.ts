import { contentHash, type LockedDefinition } from "../artifact/index.js";
import { parseJson } from "../codec/json.js";
import type { World } from "../domain/index.js";
import { positive, publishingUrl } from "./publishing.js";
import type { PublishingTarget } from "./serverTarget.js";

/** The last version of each definition that a server has, by world and name. */
export type ServedDefinitions = Readonly<Record<World, Readonly<Record<string, LockedDefinition>>>>;

/**
 * What a server says that it has. The platform's contract has no such question, so that whatever else is
 * answered, or nothing, means that only the lock file knows.
 */
export async function servedDefinitions(
  target: PublishingTarget,
): Promise<ServedDefinitions | undefined> {
  const asked = { ...target, patience: Math.min(target.patience, MOST_WAIT) };
  try {
    return {
      "state-view": await servedIn("state-view", asked),
      "state-change": await servedIn("state-change", asked),
    };
  } catch {
    return undefined;
  }
}

/** More than this is no list that is worth its reading. */
const MOST_ANSWER = 64_000_000;
/** How long an answer is waited for that one can do without, in milliseconds. */
const MOST_WAIT = 2_000;

/** A definition as a server has it. */
export interface ServedDefinition {
  readonly name: string;
  readonly version: number;
  readonly component: string;
  readonly metadata: unknown;
  readonly model: unknown;
}

async function servedIn(
  world: World,
  target: PublishingTarget,
): Promise<Readonly<Record<string, LockedDefinition>>> {
  const list = await servedList(world, target);
  return Object.fromEntries(
    list.map(({ name, version, component, metadata }) => [
      name,
      { version, component, metadata: contentHash(JSON.stringify(metadata)) },
    ]),
  );
}

/**
 * Of each definition of a world the last version, as a server lists them.
 * @throws whatever kept it from being read.
 */
export async function servedList(
  world: World,
  target: PublishingTarget,
): Promise<readonly ServedDefinition[]> {
  const last = new Map<string, ServedDefinition>();
  for (const definition of await servedVersions(world, target))
    if ((last.get(definition.name)?.version ?? 0) < definition.version)
      last.set(definition.name, definition);
  return [...last.values()];
}

/** All versions of all definitions of a world. @throws whatever kept them from being read. */
export async function servedVersions(
  world: World,
  target: PublishingTarget,
): Promise<readonly ServedDefinition[]> {
  const response = await fetch(publishingUrl(target, world), {
    headers: target.token === undefined ? {} : { authorization: `Bearer ${target.token}` },
    redirect: "error",
    signal: AbortSignal.timeout(Math.min(target.patience, 5_000)),
  });
  if (response.status !== 200) throw new RangeError("there is no such list");
  const { definitions } = parseJson(await limitedText(response)) as { definitions: unknown };
  return (definitions as readonly Readonly<Record<string, unknown>>[]).map((definition) => {
    const { name, component_hash: component, metadata, model } = definition;
    const version = positive(definition["version"]);
    if (typeof name !== "string" || typeof component !== "string" || version === undefined)
      throw new RangeError("the list has another form");
    return { name, version, component, metadata, model };
  });
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MOST_ANSWER) throw new RangeError("the list has no end");
  }
  return text + decoder.decode();
}
