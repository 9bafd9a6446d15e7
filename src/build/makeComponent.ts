import type { CompleteDefinition } from "./complete.js";
import type { BuiltComponent, ComponentEngine, DefinitionUses } from "./engines/componentEngine.js";
import { verifyComponent } from "./verify.js";
import type { WitBinding, WitDocument } from "./wit/index.js";

/** A definition with what connects it with the WIT document: all that decides what its component is. */
export interface BoundDefinition {
  readonly uses: DefinitionUses;
  readonly binding: WitBinding;
}

/** @throws EngineError when the document lacks what the engine needs. */
export function bound(
  { world, databaseFunctions, random }: CompleteDefinition,
  engine: ComponentEngine,
  wit: WitDocument,
): BoundDefinition {
  const uses = { world, databaseFunctions, random };
  return { uses, binding: engine.bind(wit, uses) };
}

/**
 * Makes the component of a definition, and holds it to what it may import.
 * @throws EngineError, VerificationError.
 */
export async function makeComponent(
  { name, bundle }: CompleteDefinition,
  { uses, binding }: BoundDefinition,
  engine: ComponentEngine,
  document: WitDocument,
): Promise<BuiltComponent> {
  const built = await engine.build({ ...uses, document, name, code: bundle.code });
  await verifyComponent(built, { ...uses, functions: binding.functions });
  return built;
}
