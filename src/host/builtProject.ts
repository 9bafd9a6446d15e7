import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { selectorFromJson, StateChangeError, StateViewError, messageOf } from "../domain/index.js";
import type { StateViewSource } from "../database/index.js";
import type { Model, StateViewModel } from "../model/model.js";
import type { ComponentOptions } from "./component.js";
import { loadStateChange, type StateChangeComponent } from "./stateChangeComponent.js";
import { sourcePlaces, type MapPlaces } from "../artifact/sourcePlaces.js";
import { loadStateView } from "./stateViewComponent.js";

/** What a build wrote, loaded and ready to run. */
export interface BuiltProject {
  /** What was built. */
  readonly model: Model;
  /** Every view, with the component that folds it. */
  readonly stateViews: readonly StateViewSource[];
  /** Every state change by its name. */
  readonly stateChanges: ReadonlyMap<string, StateChangeComponent>;
}

/** A folder that holds no build, or one that this version cannot read. */
export class BuiltProjectError extends Error {
  override readonly name = "BuiltProjectError";
}

/**
 * Loads every component of a build's output folder.
 * @throws BuiltProjectError that says what is missing.
 */
export async function loadBuiltProject(
  outDir: string,
  options?: ComponentOptions,
): Promise<BuiltProject> {
  const model = await readModel(outDir);
  const stateViews: StateViewSource[] = [];
  for (const view of model.stateViews) {
    const component = await loaded("state-views", view.name, outDir, (bytes) =>
      loadStateView(bytes, options),
    );
    const places = sourcePlaces(join(outDir, "state-views"), view.name);
    stateViews.push(stateViewSource(view, evolveWithPlaces(component.evolve, places)));
  }
  const stateChanges = new Map<string, StateChangeComponent>();
  for (const { name } of model.stateChanges) {
    const component = await loaded("state-changes", name, outDir, (bytes) =>
      loadStateChange(bytes, options),
    );
    stateChanges.set(
      name,
      withPlaces(component, sourcePlaces(join(outDir, "state-changes"), name)),
    );
  }
  return { model, stateViews, stateChanges };
}

/**
 * Reads a build's `model.json`.
 * @throws BuiltProjectError when there is none, or none that this version can read.
 */
export async function readModel(outDir: string): Promise<Model> {
  let text: string;
  try {
    text = await readFile(join(outDir, "model.json"), "utf8");
  } catch (cause) {
    throw new BuiltProjectError(
      `${outDir} holds no build (no model.json); run \`esf build\` first`,
      { cause },
    );
  }
  const model = parseModel(text, outDir);
  if ((model.schemaVersion as number) === 1) return model;
  throw new BuiltProjectError(
    `${outDir} was built by another version (model schema ${String(model.schemaVersion)}); run \`esf build\` again`,
  );
}

function parseModel(text: string, outDir: string): Model {
  try {
    return JSON.parse(text) as Model;
  } catch (cause) {
    throw new BuiltProjectError(`the model.json in ${outDir} is no JSON; run \`esf build\` again`, {
      cause,
    });
  }
}

async function loaded<C>(
  folder: string,
  name: string,
  outDir: string,
  load: (bytes: Uint8Array) => Promise<C>,
): Promise<C> {
  const bytes = await readComponent(outDir, folder, name);
  try {
    return await load(bytes);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new BuiltProjectError(
      `${folder}/${name}.wasm in ${outDir} cannot be loaded (${reason}); run \`esf build\` again`,
      { cause },
    );
  }
}

async function readComponent(outDir: string, folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(outDir, folder, `${name}.wasm`));
  } catch (cause) {
    throw new BuiltProjectError(
      `${folder}/${name}.wasm is missing in ${outDir}; run \`esf build\` again`,
      { cause },
    );
  }
}

function stateViewSource(view: StateViewModel, evolve: StateViewSource["evolve"]): StateViewSource {
  return {
    name: view.name,
    version: BigInt(view.version),
    selector: selectorFromJson(view.selector),
    parameters: new Map(view.parameters.map(({ name, kind }) => [name, kind])),
    temporality: view.temporality,
    contentType: view.contentType,
    contentSchema: view.contentSchema,
    evolve,
  };
}

function evolveWithPlaces(
  evolve: StateViewSource["evolve"],
  places: MapPlaces,
): StateViewSource["evolve"] {
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
