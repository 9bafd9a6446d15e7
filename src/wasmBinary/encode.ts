/** An unsigned LEB128. */
export function unsigned(value: number): readonly number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low | 128, ...unsigned(Math.floor(value / 128))];
}

/** A signed LEB128 of 32 bits. */
export function signed(value: number): readonly number[] {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}

/** A text with its length before it. */
export function name(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return concat(unsigned(bytes.length), bytes);
}

/** A list with its length before it. */
export function list(items: readonly Bytes[]): Uint8Array {
  return concat(unsigned(items.length), ...items);
}

export type Bytes = Uint8Array | readonly number[];

export function concat(...parts: readonly Bytes[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
