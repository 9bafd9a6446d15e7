const encoder = new TextEncoder();
const INITIAL = 1 << 16;
/** What was written for one large message is not kept for the next. */
const KEPT = 1 << 20;
const MOST_BYTES_A_UNIT = 3;
/** Tag and length, at most. */
const FRAME = 20;
/** Longer texts are written faster by the encoder than unit by unit. */
const SHORT = 48;

/** Field and wire type: a number, or a length with that many bytes. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/**
 * Writes a message field by field into one piece of memory, for the messages that a server writes
 * thousands of times a second. What is not written is absent: fields that may be left out are the
 * caller's to leave out.
 */
export class MessageWriter {
  #bytes = new Uint8Array(INITIAL);
  #end = 0;

  /** The bytes of what the function writes. It may ask for those of another message meanwhile. */
  written(write: (to: this) => void): Uint8Array {
    const start = this.#end;
    try {
      write(this);
      return this.#bytes.slice(start, this.#end);
    } finally {
      this.#end = start;
      if (start === 0 && this.#bytes.length > KEPT) this.#bytes = new Uint8Array(INITIAL);
    }
  }

  text(field: number, text: string): void {
    this.#room(FRAME + text.length * MOST_BYTES_A_UNIT);
    this.#tag(field, LENGTH_DELIMITED);
    const start = this.#begin();
    if (!this.#ascii(text))
      this.#end += encoder.encodeInto(text, this.#bytes.subarray(start)).written;
    this.close(start);
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.#room(FRAME + bytes.length);
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** A number from 0 to 2^53. */
  number(field: number, value: number): void {
    this.#room(FRAME);
    this.#tag(field, VARINT);
    this.#varint(value);
  }

  /** Begins a message within this one; gives what `close` is told when it is written. */
  open(field: number): number {
    this.#room(FRAME);
    this.#tag(field, LENGTH_DELIMITED);
    return this.#begin();
  }

  /** Puts the length before all that was written since. */
  close(start: number): void {
    const length = this.#end - start;
    const more = sizeOf(length) - 1;
    if (more > 0) {
      this.#room(FRAME);
      this.#bytes.copyWithin(start + more, start, this.#end);
    }
    this.#end = start - 1;
    this.#varint(length);
    this.#end += length;
  }

  /** Most lengths take one byte. */
  #begin(): number {
    return ++this.#end;
  }

  /** Whether the text is short and all ASCII, and was written. */
  #ascii(text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    const bytes = this.#bytes;
    let end = this.#end;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return false;
      bytes[end++] = unit;
    }
    this.#end = end;
    return true;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number): void {
    let left = value;
    while (left > 0x7f) {
      this.#bytes[this.#end++] = (left % 0x80) + 0x80;
      left = Math.floor(left / 0x80);
    }
    this.#bytes[this.#end++] = left;
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + bytes));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}

/** How many bytes a number takes. */
function sizeOf(value: number): number {
  let size = 1;
  for (let left = value; left > 0x7f; left = Math.floor(left / 0x80)) size += 1;
  return size;
}
