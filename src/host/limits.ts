/** How much of a component's work goes into one call, and how much into one instance. */
export interface Limits {
  /** Events of one call. */
  readonly eventsACall: number;
  /** Their data together, in characters or bytes. */
  readonly dataACall: number;
  /** Events, and what counts as much, after which an instance is replaced. */
  readonly eventsAnInstance: number;
  /** Decisions, and what counts as much, after which an instance is replaced. */
  readonly callsAnInstance: number;
  /**
   * The part of its memory limit beyond which an instance that has grown is replaced. Its memory never
   * shrinks, and what calls leave in between can keep a later one from finding a large block, though most
   * of it is free; with this, as much as was never used can be had in one piece.
   */
  readonly keptMemory: number;
}

/**
 * StarlingMonkey collects its garbage too late for the platform's memory limit: more in one call, or in
 * one instance, makes it trap.
 */
const STARLINGMONKEY: Limits = {
  eventsACall: 1_000,
  dataACall: 4_000_000,
  eventsAnInstance: 20_000,
  callsAnInstance: 1_000,
  // Garbage that is to be collected yet would make it large again and again.
  keptMemory: 1,
};

/**
 * Engines that count references, and languages without an engine, keep nothing of a call. An instance is
 * still replaced now and then, because jco never forgets what it was given.
 */
const OTHERS: Limits = {
  eventsACall: 5_000,
  dataACall: 4_000_000,
  eventsAnInstance: 10_000_000,
  callsAnInstance: 100_000,
  keptMemory: 0.5,
};

/** @param engine - as `componentEngineOf` tells it. */
export const limitsOf = (engine: string | undefined): Limits =>
  engine?.startsWith("starlingmonkey ") === true ? STARLINGMONKEY : OTHERS;
