import type { DefinitionUses } from "../engines/componentEngine.js";

/** The engine's files: each imports exactly what its name says, and nothing can be taken out later. */
export type Variant =
  | "state-view"
  | "state-view-random"
  | "state-change"
  | "state-change-random"
  | "state-change-speculate"
  | "state-change-speculate-random";

/** The variant with the fewest imports that a definition can do with. */
export function variantOf({ world, databaseFunctions, random }: DefinitionUses): Variant {
  const suffix = random ? "-random" : "";
  if (world === "state-view") return `state-view${suffix}`;
  return databaseFunctions.has("speculate")
    ? `state-change-speculate${suffix}`
    : `state-change${suffix}`;
}
