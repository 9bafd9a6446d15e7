/** A published definition: its name with one of its versions. */
export interface DefinitionName {
  /** As it is published. */
  readonly name: string;
  /** Assigned by the server at publishing, from 1. */
  readonly version: bigint;
}
