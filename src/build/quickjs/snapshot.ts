import {
  concat,
  list,
  memorySection,
  PAGE,
  section,
  SECTION,
  signed,
  unsigned,
} from "../../wasmBinary/index.js";
import {
  exportSection,
  importSection,
  rebuilt,
  type EngineModule,
  type ImportedFunction,
} from "./engineModule.js";
import { evaluate, type Script } from "./evaluate.js";
import type { EngineSettings } from "./settings.js";

export interface SnapshotOptions {
  readonly settings?: EngineSettings;
  /** What the functions that the engine imports are called in the end. */
  readonly rename?: (imported: ImportedFunction) => ImportedFunction;
}

/**
 * An engine with a script in it: a core module whose instances start where the script's evaluation
 * ended, so that nothing of it runs again.
 * @throws EngineError when the script throws, or when the engine is not one that this can be done to.
 */
export function snapshot(
  engine: EngineModule,
  script: Script,
  { settings, rename = (imported) => imported }: SnapshotOptions = {},
): Uint8Array {
  const memory = evaluate(engine, script, settings);
  const segments = dataSegments(memory);
  const exports = engine.exports.filter(({ name }) => !name.startsWith(BUILD_TIME));
  return rebuilt(
    { header: engine.header, sections: engine.laterSections },
    new Map([
      [SECTION.import, importSection(engine.imports.map(rename))],
      [SECTION.memory, memorySection({ ...engine.memory, minimum: memory.length / PAGE })],
      [SECTION.export, exportSection(exports)],
      [SECTION.dataCount, section(SECTION.dataCount, unsigned(segments.length))],
      [SECTION.data, section(SECTION.data, list(segments))],
    ]),
  );
}

/** Exports that only this module's evaluation needs. */
const BUILD_TIME = "engine_";

/**
 * Fewer zeros than this between two pieces are written, too: a piece of its own has a head of some ten bytes, which
 * packers make less of than of zeros.
 */
const WORTH_LEAVING_OUT = 32;

const WORD = 4;

/** A piece of memory that is not zero; addresses in bytes, the end excluded. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

function dataSegments(memory: Uint8Array): readonly Uint8Array[] {
  return pieces(memory).map(({ start, end }) =>
    concat(ACTIVE_AT, signed(start), [END], unsigned(end - start), memory.subarray(start, end)),
  );
}

/** `active, i32.const`, and behind the address `end`. */
const [ACTIVE_AT, END] = [[0x00, 0x41], 0x0b] as const;

function pieces(memory: Uint8Array): readonly Piece[] {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length / WORD);
  const found: { start: number; end: number }[] = [];
  let last: { start: number; end: number } | undefined;
  for (let index = 0; index < words.length; index++) {
    if (words[index] === 0) continue;
    const start = index * WORD;
    if (last !== undefined && start - last.end < WORTH_LEAVING_OUT) last.end = start + WORD;
    else found.push((last = { start, end: start + WORD }));
  }
  return found;
}
