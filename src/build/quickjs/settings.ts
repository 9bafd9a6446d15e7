/** What an engine is told before it evaluates a bundle; what is not said is the engine's own default. */
export interface EngineSettings {
  /** The most memory that JavaScript may have, in bytes. */
  readonly memoryLimit?: number;
  /** How deep calls may be nested, in bytes of the engine's own stack. */
  readonly stackSize?: number;
  /** The most steps that a call may take, in units of `STEPS_PER_UNIT` steps. */
  readonly stepLimit?: number;
}
