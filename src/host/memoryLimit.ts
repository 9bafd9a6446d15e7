import {
  concat,
  memorySection,
  PAGE,
  readBinary,
  readMemoryLimits,
  SECTION,
  type MemoryLimits,
} from "../wasmBinary/index.js";

/**
 * A core module whose memory cannot grow beyond the limit: V8 has no other way to bound it.
 * Growing further fails inside the module, as it would on the platform. A module without a memory of its
 * own stays as it is.
 * @throws RangeError when its memory cannot be bounded, or it needs more from the start.
 */
export function withMemoryLimit(module: Uint8Array, bytes: number): Uint8Array {
  const { header, sections } = readBinary(module);
  if (!sections.some(({ id }) => id === SECTION.memory)) return module;
  const limited = sections.map(({ id, body, whole }) =>
    id === SECTION.memory ? memorySection(limitedMemory(readMemoryLimits(body), bytes)) : whole,
  );
  return concat(header, ...limited);
}

/**
 * Limits of a memory that lie within so many bytes.
 * @throws RangeError when it needs more from the start.
 */
export function limitedMemory({ minimum, maximum }: MemoryLimits, bytes: number): MemoryLimits {
  const limit = Math.floor(bytes / PAGE);
  if (minimum > limit) {
    throw new RangeError(
      `the module needs ${String(minimum * PAGE)} bytes of memory from the start`,
    );
  }
  return { minimum, maximum: Math.min(maximum ?? limit, limit) };
}
