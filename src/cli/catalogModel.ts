import { modelProblem } from "../artifact/index.js";
import type { Versions } from "../contract/index.js";
import type { World } from "../domain/index.js";
import type { Model } from "../model/model.js";
import { visible } from "./print/visible.js";
import { PublishingError } from "./publishing.js";
import { databaseUrl, type PublishingTarget } from "./serverTarget.js";
import { servedList, type ServedDefinition } from "./servedDefinitions.js";

/** A model, and which versions it is of. */
export interface VersionedModel {
  readonly model: Model;
  readonly versions: Versions;
}

/**
 * The model of a database, put together from what was published with its definitions: of each the last
 * version.
 * @throws PublishingError where the server does not tell, or a definition was published without.
 */
export async function catalogModel(target: PublishingTarget): Promise<VersionedModel> {
  const views = await latestIn("state-view", target);
  const changes = await latestIn("state-change", target);
  const all = [...views, ...changes];
  const parts = all.map(({ name, model }): Partial<Model> => {
    if (typeof model === "object" && model !== null) return model;
    throw new PublishingError(
      `${visible(name)} was published to ${databaseUrl(target)} without its model; publish it again, or write the types from the build`,
    );
  });
  const model = {
    schemaVersion: 1,
    stateViews: parts.slice(0, views.length),
    stateChanges: parts.slice(views.length),
    events: unique(
      parts.map(({ events }) => events ?? []),
      ({ type }) => type,
    ),
    classes: unique(
      parts.map(({ classes }) => classes ?? []),
      ({ className }) => className,
    ),
  };
  const problem = modelProblem(model);
  if (problem !== undefined)
    throw new PublishingError(
      `${databaseUrl(target)} has a model that is none: ${visible(problem)}`,
    );
  return {
    model: model as unknown as Model,
    versions: { views: versionsOf(views), commands: versionsOf(changes) },
  };
}

async function latestIn(
  world: World,
  target: PublishingTarget,
): Promise<readonly ServedDefinition[]> {
  try {
    return await servedList(world, target);
  } catch (cause) {
    throw new PublishingError(`${databaseUrl(target)} does not tell what is published there`, {
      cause,
    });
  }
}

/** Published at different times, they may differ: the last counts. */
function unique<T>(lists: readonly (readonly T[])[], key: (one: T) => string): readonly T[] {
  return [...new Map(lists.flat().map((one) => [key(one), one])).values()];
}

const versionsOf = (list: readonly ServedDefinition[]): Readonly<Record<string, number>> =>
  Object.fromEntries(list.map(({ name, version }) => [name, version]));
