/** Reads the binary format of WebAssembly from its start to its end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.#at;
  }

  /** @throws RangeError at the end. */
  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError("the module ends within a number");
    return byte;
  }

  /**
   * An unsigned LEB128: seven bits a byte, the lowest first; the top bit says that more follow.
   * @throws RangeError when it is cut off, or longer than a 32-bit one can be.
   */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError("the module has a number of more than 32 bits");
  }

  /** A signed LEB128 of 32 bits; its sign is the highest bit that was written. */
  signed(): number {
    let bits = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      bits |= (byte & 127) << shift;
      if (byte >= 128) continue;
      return shift < 28 && (byte & 64) !== 0 ? bits | (-1 << (shift + 7)) : bits;
    }
    throw new RangeError("the module has a number of more than 32 bits");
  }

  /** @throws RangeError when there are not as many. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError("the module ends within a section");
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** A length and as many bytes of UTF-8. */
  name(): string {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }
}
