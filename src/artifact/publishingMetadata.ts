import type { SelectorJson } from "../domain/index.js";
import type { Model, StateChangeModel, StateViewModel } from "../model/model.js";
import type { World } from "../domain/index.js";

/** What the server is told of a state view when it is published. */
export interface StateViewMetadata {
  readonly state_view_name: string;
  readonly description?: string;
  readonly content_type: string;
  readonly content_schema?: string;
  readonly event_selector: SelectorJson;
  readonly query_temporality: string;
  readonly source_code_uri?: string;
}

/** What the server is told of a state change when it is published. */
export interface StateChangeMetadata {
  readonly state_change_name: string;
  readonly description?: string;
  readonly source_code_uri?: string;
}

export type PublishingMetadata = StateViewMetadata | StateChangeMetadata;

/** The publishing metadata of a definition of the model. */
export function publishingMetadata(model: Model, world: World, name: string): PublishingMetadata {
  const list: readonly (StateViewModel | StateChangeModel)[] =
    world === "state-view" ? model.stateViews : model.stateChanges;
  const found = list.find((definition) => definition.name === name);
  if (found === undefined) throw new RangeError(`the model has no ${world} ${name}`);
  return "selector" in found ? stateViewMetadata(found) : stateChangeMetadata(found);
}

function stateViewMetadata(view: StateViewModel): StateViewMetadata {
  return {
    state_view_name: view.name,
    ...given("description", view.description),
    content_type: view.contentType,
    ...given("content_schema", view.contentSchema),
    event_selector: view.selector,
    query_temporality: view.temporality,
    ...given("source_code_uri", view.sourceCodeUri),
  };
}

function stateChangeMetadata(change: StateChangeModel): StateChangeMetadata {
  return {
    state_change_name: change.name,
    ...given("description", change.description),
    ...given("source_code_uri", change.sourceCodeUri),
  };
}

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}
