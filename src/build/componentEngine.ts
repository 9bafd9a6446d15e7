/** The worlds of `decider.wit`. */
export type World = "state-view" | "state-change";

export interface ComponentRequest {
  readonly world: World;
  /** The WIT text to bind; it declares no function that the component must not import. */
  readonly wit: string;
  /** The definition's name; stack traces name the bundle `<name>.js`. */
  readonly name: string;
  /** An ES module that exports the world's function. */
  readonly code: string;
  /** Whether the code draws randomness in a call, so that `wasi:random` is imported. */
  readonly random: boolean;
}

export interface BuiltComponent {
  readonly component: Uint8Array;
  /** The functions that it imports, as `interface#function`. */
  readonly imports: readonly string[];
}

/** Turns a bundle into a component. */
export interface ComponentEngine {
  readonly name: string;
  /** Part of what decides whether a component must be built anew. */
  readonly version: string;
  /** @throws EngineError with what the engine said. */
  build(request: ComponentRequest): Promise<BuiltComponent>;
}

/** A bundle that the engine refused, or that threw while it was evaluated. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
