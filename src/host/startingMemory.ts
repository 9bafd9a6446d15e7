import {
  concat,
  memorySection,
  name,
  readBinary,
  readMemoryLimits,
  section,
  SECTION,
  type Section,
} from "../wasmBinary/index.js";
import { FROM } from "./compiledModule.js";
import { limitedMemory } from "./memoryLimit.js";

/** A module in two, and how large its memory is from the start. */
export interface ApartFromMemory {
  /** The module without its data, and with a memory that starts empty. */
  readonly code: Uint8Array;
  /** A module that copies the data into a memory that it is given. */
  readonly data: Uint8Array;
  readonly pages: number;
}

/**
 * Takes what a module's memory starts with out of it, and bounds the memory. Components of one engine
 * differ in nothing else, so what is left is the same for all of them: compiled once, and warmed up by
 * whichever is called. `undefined` where there is no data, or a function that finds it when it runs at
 * the start.
 * @throws RangeError when the memory cannot be bounded, or more is needed from the start.
 */
export function apartFromMemory(module: Uint8Array, limit: number): ApartFromMemory | undefined {
  const { header, sections } = readBinary(module);
  const one = (wanted: number): Section | undefined => sections.find(({ id }) => id === wanted);
  const [memory, data] = [one(SECTION.memory), one(SECTION.data)];
  if (memory === undefined || data === undefined || one(SECTION.start) !== undefined)
    return undefined;
  const { minimum, maximum } = limitedMemory(readMemoryLimits(memory.body), limit);
  const empty = memorySection({ minimum: 0, maximum });
  const code = sections
    .filter(({ id }) => id !== SECTION.data && id !== SECTION.dataCount)
    .map((each) => (each === memory ? empty : each.whole));
  return {
    code: concat(header, ...code),
    data: concat(header, IMPORTS_MEMORY, data.whole),
    pages: minimum,
  };
}

/** One import: a memory of any size. */
const IMPORTS_MEMORY = section(SECTION.import, [1], name(FROM), name(FROM), [2, 0, 0]);
