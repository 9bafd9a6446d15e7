import type { World } from "../domain/index.js";
import type { Model, StateChangeModel, StateViewModel } from "../model/model.js";

/** What is published with a definition for whoever calls it: its part of the model, and what that stands on. */
export type DefinitionModel = (StateViewModel | StateChangeModel) &
  Pick<Model, "events" | "classes">;

/** The model of one definition; `undefined` where the model has none of this name. */
export function definitionModel(
  { stateViews, stateChanges, events, classes }: Model,
  world: World,
  name: string,
): DefinitionModel | undefined {
  const list: readonly (StateViewModel | StateChangeModel)[] =
    world === "state-view" ? stateViews : stateChanges;
  const found = list.find((definition) => definition.name === name);
  return found && { ...found, events, ...(classes === undefined ? {} : { classes }) };
}
