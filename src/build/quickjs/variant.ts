import type { WitDocument } from "../wit/index.js";
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
export function variantOf(
  { world, databaseFunctions, random }: DefinitionUses,
  { generation }: WitDocument,
): Variant {
  const suffix = random ? "-random" : "";
  if (world === "state-view") return `state-view${suffix}`;
  // Without a function that speculates there is none to import.
  const speculates = generation !== undefined && databaseFunctions.has("speculate");
  return speculates ? `state-change-speculate${suffix}` : `state-change${suffix}`;
}
