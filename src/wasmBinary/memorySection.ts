import { ByteReader } from "./byteReader.js";
import { unsigned } from "./encode.js";
import { SECTION, section } from "./sections.js";

/** Bytes of a page. */
export const PAGE = 65_536;

/** What a module says of its memory, in pages of 64 KiB. */
export interface MemoryLimits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

/**
 * The limits of a module's only memory, from the body of its memory section.
 * @throws RangeError when there is another number of memories, or a shared or 64-bit one.
 */
export function readMemoryLimits(body: Uint8Array): MemoryLimits {
  const reader = new ByteReader(body);
  const count = reader.unsigned();
  const flags = count === 1 ? reader.byte() : NONE;
  if (flags !== NO_MAXIMUM && flags !== WITH_MAXIMUM)
    throw new RangeError("the module must have exactly one unshared 32-bit memory");
  const minimum = reader.unsigned();
  return { minimum, maximum: flags === WITH_MAXIMUM ? reader.unsigned() : undefined };
}

export function memorySection({ minimum, maximum }: MemoryLimits): Uint8Array {
  return maximum === undefined
    ? section(SECTION.memory, [1, NO_MAXIMUM], unsigned(minimum))
    : section(SECTION.memory, [1, WITH_MAXIMUM], unsigned(minimum), unsigned(maximum));
}

const [NO_MAXIMUM, WITH_MAXIMUM, NONE] = [0, 1, -1];
