const PAGE = 65_536;
const MEMORY_SECTION = 5;

/**
 * A core module whose memory cannot grow beyond the limit: V8 has no other way to bound it.
 * Growing further fails inside the module, as it would on the platform.
 * @throws RangeError when the module has no memory of its own, or needs more from the start.
 */
export function withMemoryLimit(module: Uint8Array, bytes: number): Uint8Array {
  const maximum = Math.floor(bytes / PAGE);
  for (let at = 8; at < module.length;) {
    const id = module[at];
    const [length, body] = readLeb(module, at + 1);
    if (id === MEMORY_SECTION) {
      const section = limitedSection(module.subarray(body, body + length), maximum);
      return concat(module.subarray(0, at), section, module.subarray(body + length));
    }
    at = body + length;
  }
  throw new RangeError("the module has no memory section");
}

/** A memory section holds a count, and for each memory its flags, its minimum and perhaps its maximum. */
function limitedSection(section: Uint8Array, maximum: number): Uint8Array {
  const flags = section[1] ?? 0;
  if (section[0] !== 1 || flags > 1)
    throw new RangeError("the module must have exactly one unshared 32-bit memory");
  const [minimum, afterMinimum] = readLeb(section, 2);
  if (minimum > maximum) {
    throw new RangeError(
      `the module needs ${String(minimum * PAGE)} bytes of memory from the start`,
    );
  }
  const own = flags === 1 ? readLeb(section, afterMinimum)[0] : maximum;
  const body = [1, 1, ...leb(minimum), ...leb(Math.min(own, maximum))];
  return Uint8Array.from([MEMORY_SECTION, ...leb(body.length), ...body]);
}

/** LEB128: seven bits a byte, the lowest first; the top bit says that more follow. */
function readLeb(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError("the module ends within a number");
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at + 1];
  }
}

function leb(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low | 128, ...leb(Math.floor(value / 128))];
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
