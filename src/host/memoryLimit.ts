import {
  concat,
  memorySection,
  PAGE,
  readBinary,
  readMemoryLimits,
  SECTION,
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
  const limit = Math.floor(bytes / PAGE);
  const limited = sections.map(({ id, body, whole }) =>
    id === SECTION.memory ? limitedMemory(body, limit) : whole,
  );
  return concat(header, ...limited);
}

function limitedMemory(body: Uint8Array, limit: number): Uint8Array {
  const { minimum, maximum = limit } = readMemoryLimits(body);
  if (minimum > limit) {
    throw new RangeError(
      `the module needs ${String(minimum * PAGE)} bytes of memory from the start`,
    );
  }
  return memorySection({ minimum, maximum: Math.min(maximum, limit) });
}
