/** Older text than so many bytes is forgotten: what a component says last tells why it failed. */
const KEPT = 4_096;

/** What an instance has written to its standard error. */
export class StandardError {
  #kept = Buffer.alloc(0);

  write(bytes: Uint8Array): void {
    this.#kept = Buffer.concat([this.#kept, bytes.subarray(-KEPT)]).subarray(-KEPT);
  }

  /** The end of it, as text; empty when there is nothing. */
  text(): string {
    return new TextDecoder().decode(this.#kept).trim();
  }
}
