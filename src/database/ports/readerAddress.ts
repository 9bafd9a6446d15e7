/**
 * By what another thread opens an `EventReader` of its own: it imports the module, and calls its
 * `openReader(address, upTo)`.
 */
export interface ReaderAddress {
  /** The URL of a module that exports `openReader: (address: unknown, upTo: bigint) => EventReader`. */
  readonly module: string;
  /** Anything that can be cloned into another thread, such as the path of a file. */
  readonly address: unknown;
}
