import { join } from "node:path";
import { artifactName, BuildFilesError, contentHash, type BuiltFiles } from "../artifact/index.js";
import type { World } from "../domain/index.js";
import { selectorFromJson, StateChangeError, StateViewError, messageOf } from "../domain/index.js";
import type { LocalStateView } from "../database/index.js";
import type { Model, StateViewModel } from "../model/model.js";
import type { ComponentOptions } from "./component.js";
import { BuiltProjectError, openBuild } from "./openBuild.js";
import { loadStateChange } from "./loadStateChange.js";
import { loadStateView } from "./loadStateView.js";
import type { StateChangeComponent } from "./stateChangeComponent.js";
import { sourcePlaces, type MapPlaces } from "../artifact/sourcePlaces.js";

/** What a build wrote, loaded and ready to run. */
export interface BuiltProject {
  /** What was built. */
  readonly model: Model;
  /** Every view, with the component that folds it. */
  readonly stateViews: readonly LocalStateView[];
  /** Every state change by its name. */
  readonly stateChanges: ReadonlyMap<string, StateChangeComponent>;
}

/**
 * Loads every component of a build's output folder.
 * @throws BuiltProjectError that says what is missing.
 */
export async function loadBuiltProject(
  outDir: string,
  options?: ComponentOptions,
): Promise<BuiltProject> {
  const { files, model } = await openBuild(outDir);
  const stateViews: LocalStateView[] = [];
  for (const view of model.stateViews) {
    const { component, hash } = await loaded("state-view", view.name, outDir, files, (bytes) =>
      loadStateView(bytes, options),
    );
    const places = sourcePlaces(join(outDir, "state-views"), view.name);
    stateViews.push(localStateView(view, hash, evolveWithPlaces(component.evolve, places)));
  }
  const stateChanges = new Map<string, StateChangeComponent>();
  for (const { name } of model.stateChanges) {
    const { component, hash } = await loaded("state-change", name, outDir, files, (bytes) =>
      loadStateChange(bytes, options),
    );
    const places = sourcePlaces(join(outDir, "state-changes"), name);
    stateChanges.set(name, { ...withPlaces(component, places), componentHash: hash });
  }
  return { model, stateViews, stateChanges };
}

async function loaded<C>(
  world: World,
  name: string,
  outDir: string,
  files: BuiltFiles,
  load: (bytes: Uint8Array) => Promise<C>,
): Promise<{ component: C; hash: string }> {
  const file = `${artifactName(world, name)}.wasm`;
  try {
    const bytes = await files.read(file);
    return { component: await load(bytes), hash: contentHash(bytes) };
  } catch (cause) {
    if (cause instanceof BuildFilesError) throw new BuiltProjectError(cause.message, { cause });
    const reason = messageOf(cause);
    throw new BuiltProjectError(
      `${file} in ${outDir} cannot be loaded (${reason}); run \`esf build\` again`,
      { cause },
    );
  }
}

function localStateView(
  view: StateViewModel,
  componentHash: string,
  evolve: LocalStateView["evolve"],
): LocalStateView {
  return {
    name: view.name,
    version: BigInt(view.version),
    selector: selectorFromJson(view.selector),
    parameters: new Map(view.parameters.map(({ name, kind }) => [name, kind])),
    temporality: view.temporality,
    contentType: view.contentType,
    contentSchema: view.contentSchema,
    componentHash,
    evolve,
  };
}

function evolveWithPlaces(
  evolve: LocalStateView["evolve"],
  places: MapPlaces,
): LocalStateView["evolve"] {
  return (stored, events) => {
    try {
      return evolve(stored, events);
    } catch (error) {
      if (!(error instanceof StateViewError)) throw error;
      const { failure } = error;
      throw new StateViewError({ ...failure, reason: places(failure.reason) }, { cause: error });
    }
  };
}

function withPlaces({ decide }: StateChangeComponent, places: MapPlaces): StateChangeComponent {
  return {
    decide: (...args) => {
      try {
        return decide(...args);
      } catch (error) {
        if (!StateChangeError.is(error) || error.kind !== "internal") throw error;
        throw new StateChangeError("internal", places(error.message), { cause: error });
      }
    },
  };
}
