import type { Definition } from "../../../database/index.js";
import { JsonText } from "../../../protocol/json/writeJson.js";

/** A published version with its metadata and model, as they were published. */
export const definitionToJson = (definition: Definition): object => ({
  world: definition.world,
  name: definition.name,
  version: definition.version,
  component_hash: definition.componentHash,
  published_at: definition.publishedAt,
  metadata: new JsonText(definition.metadata),
  model: definition.model === undefined ? undefined : new JsonText(definition.model),
});
