import type { Timestamp, World } from "../../domain/index.js";

/** What is published: a component with what its publisher says of it. */
export interface NewDefinition {
  readonly world: World;
  readonly name: string;
  /** The publishing metadata, as JSON. */
  readonly metadata: string;
  /** The definition's part of the project's model, as JSON; absent where the publisher sent none. */
  readonly model?: string | undefined;
  /** The component's bytes. */
  readonly component: Uint8Array;
  readonly publishedAt: Timestamp;
}

/** A published version of a definition. It never changes. */
export interface Definition extends Omit<NewDefinition, "component"> {
  /** Counted for each name of a world, from 1, without gaps. */
  readonly version: bigint;
  /** SHA-256 of the component, in hexadecimal digits: by what it is asked for. */
  readonly componentHash: string;
}

/** Where the definitions of one database are kept, with their components. */
export interface DefinitionStore {
  /**
   * Adds a version: the one after the highest of that name and world. Two publishers at once get two
   * versions.
   */
  publish(definition: NewDefinition): Promise<Definition>;

  /** All versions, by world, name and version. */
  list(): Promise<readonly Definition[]>;

  /**
   * Takes all versions of another store into this one, which is empty; `false`, and nothing is taken,
   * where publishing one by one is no slower.
   */
  takeAll?(source: DefinitionStore): boolean;

  /** The bytes of a component that was published; several versions may share them. */
  component(hash: string): Promise<Uint8Array | undefined>;
}
