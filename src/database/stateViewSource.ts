import type { AttributeKind, Event, EventSelector, RenderedStateView } from "../domain/index.js";

/** A published state view: what a database needs to render it. */
export interface StateViewSource {
  /** The name of the view. */
  readonly name: string;
  /** The version that it was published as. */
  readonly version: bigint;
  /** With its parameters. */
  readonly selector: EventSelector;
  /** The kind of attribute that each parameter stands for. */
  readonly parameters: ReadonlyMap<string, AttributeKind>;
  /** By what it is read. */
  readonly temporality: "revision" | "effective_timestamp";
  /** The media type of its state. */
  readonly contentType: string;
  /** The URI of a schema of its state. */
  readonly contentSchema: string | undefined;
  /** Folds events into the stored content; `undefined` means that there is nothing to store. */
  readonly evolve: (stored: RenderedStateView, events: readonly Event[]) => Uint8Array | undefined;
}
