import type { AttributeKind, Event, EventSelector, RenderedStateView } from "../domain/index.js";

/** A published state view: what a database needs to render it. */
export interface StateViewSource {
  readonly name: string;
  readonly version: bigint;
  /** With its parameters. */
  readonly selector: EventSelector;
  readonly parameters: ReadonlyMap<string, AttributeKind>;
  readonly temporality: "revision" | "effective_timestamp";
  readonly contentType: string;
  readonly contentSchema: string | undefined;
  /** Folds events into the stored content; `undefined` means that there is nothing to store. */
  readonly evolve: (stored: RenderedStateView, events: readonly Event[]) => Uint8Array | undefined;
}
