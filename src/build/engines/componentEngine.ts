import type { World } from "../../domain/index.js";
import type { DatabaseFunction } from "../../domain/index.js";
import type { EngineName } from "../../artifact/index.js";
import type { EngineEnvironment } from "../scan/index.js";
import type { WitBinding, WitDocument } from "../wit/index.js";

/** What decides which functions a component imports. */
export interface DefinitionUses {
  readonly world: World;
  /** The database functions that its code may call. */
  readonly databaseFunctions: ReadonlySet<DatabaseFunction>;
  /** Whether the code draws randomness in a call, so that `wasi:random` is imported. */
  readonly random: boolean;
}

export interface ComponentRequest extends DefinitionUses {
  readonly document: WitDocument;
  /** The definition's name; stack traces name the bundle `<name>.js`. */
  readonly name: string;
  /** An ES module that exports the world's function. */
  readonly code: string;
}

export interface BuiltComponent {
  readonly component: Uint8Array;
  /** The functions that it imports but for randomness, as `interface#function`. */
  readonly imports: readonly string[];
}

/** Turns a bundle into a component. */
export interface ComponentEngine {
  readonly name: EngineName;
  /** Part of what decides whether a component must be built anew. */
  readonly version: string;
  /** What the author chose; like the version, a part of what a component is made from. */
  readonly settings: Readonly<Record<string, number>>;
  /** What code finds inside its components. */
  readonly environment: EngineEnvironment;
  /** @throws EngineError when the document lacks what the engine needs. */
  bind(document: WitDocument, uses: DefinitionUses): WitBinding;
  /** @throws EngineError with what the engine said. */
  build(request: ComponentRequest): Promise<BuiltComponent>;
}

/** A bundle that the engine refused, or that threw while it was evaluated. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
