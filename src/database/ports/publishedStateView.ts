import type { AttributeKind, EventSelector } from "../../domain/index.js";

/** A published state view: all that a database must know to render it, as data. */
export interface PublishedStateView {
  /** The name of the view. */
  readonly name: string;
  /** Assigned at publishing, from 1. */
  readonly version: bigint;
  /** Which events are folded, with its parameters. */
  readonly selector: EventSelector;
  /** What each parameter stands for. */
  readonly parameters: ReadonlyMap<string, AttributeKind>;
  /** The order in which events are folded. */
  readonly temporality: "revision" | "effective_timestamp";
  /** The media type of its state. */
  readonly contentType: string;
  /** The URI of a schema of its state. */
  readonly contentSchema: string | undefined;
  /**
   * What folds it: the hash of its component. Another one may fold the same events into other bytes,
   * so nothing that one kept serves another.
   */
  readonly componentHash: string;
}
