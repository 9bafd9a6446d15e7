import {
  ByteReader,
  concat,
  list,
  name,
  readBinary,
  readMemoryLimits,
  SECTION,
  section,
  unsigned,
  type MemoryLimits,
  type Section,
} from "../../wasmBinary/index.js";
import { EngineError } from "../engines/componentEngine.js";
import { afterEvaluation } from "./evaluationOnly.js";

/** A function that a module imports. */
export interface ImportedFunction {
  readonly module: string;
  readonly name: string;
  /** Index of its type. */
  readonly type: number;
}

export interface Export {
  readonly name: string;
  /** As the binary format numbers them: a function, a table, a memory, a global. */
  readonly kind: 0 | 1 | 2 | 3;
  readonly index: number;
}

/** A global that the module itself declares. */
export interface MutableGlobal {
  readonly index: number;
  /** What it holds when an instance starts. */
  readonly initial: number;
}

/** A core module whose state is its memory and nothing else, so that a snapshot of that is one of all. */
export interface EngineModule {
  readonly header: Uint8Array;
  readonly sections: readonly Section[];
  /** What of them is left when the script has been evaluated. */
  readonly laterSections: readonly Section[];
  readonly imports: readonly ImportedFunction[];
  readonly exports: readonly Export[];
  readonly memory: MemoryLimits;
  readonly mutableGlobal: MutableGlobal | undefined;
  readonly tables: number;
}

/**
 * Reads a core module as far as a snapshot of it needs.
 * @throws EngineError when it has state, or starts, in a way that a snapshot would lose or repeat.
 */
export function readEngineModule(bytes: Uint8Array): EngineModule {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw unfit(error.message, error);
    throw error;
  }
}

function read(bytes: Uint8Array): EngineModule {
  const { kind, header, sections } = readBinary(bytes);
  if (kind !== "module") throw unfit("it is a component, not a core module");
  const body = (id: number): ByteReader | undefined => {
    const found = sections.find((candidate) => candidate.id === id);
    return found && new ByteReader(found.body);
  };
  for (const { id } of sections) {
    if (id === SECTION.start) throw unfit("it has a start function, which would run again");
    if (!KNOWN.has(id)) throw unfit(`it has a section ${String(id)}, which is not known`);
  }
  const memory = sections.find(({ id }) => id === SECTION.memory);
  if (memory === undefined) throw unfit("it has no memory of its own");
  if (body(SECTION.data) === undefined) throw unfit("it has no data section");
  checkData(body(SECTION.data));
  checkElements(body(SECTION.element));
  return {
    header,
    sections,
    laterSections: afterEvaluation(sections),
    imports: importsIn(body(SECTION.import)),
    exports: exportsIn(body(SECTION.export)),
    memory: readMemoryLimits(memory.body),
    mutableGlobal: mutableGlobalIn(body(SECTION.global)),
    tables: body(SECTION.table)?.unsigned() ?? 0,
  };
}

/** The same module with other sections, by their ids, in place of some of its own. */
export function rebuilt(
  { header, sections }: Pick<EngineModule, "header" | "sections">,
  replacements: ReadonlyMap<number, Uint8Array>,
): Uint8Array {
  return concat(header, ...sections.map(({ id, whole }) => replacements.get(id) ?? whole));
}

export function importSection(imports: readonly ImportedFunction[]): Uint8Array {
  const entries = imports.map((imported) =>
    concat(name(imported.module), name(imported.name), [FUNCTION], unsigned(imported.type)),
  );
  return section(SECTION.import, list(entries));
}

export function exportSection(exports: readonly Export[]): Uint8Array {
  const entries = exports.map((exported) =>
    concat(name(exported.name), [exported.kind], unsigned(exported.index)),
  );
  return section(SECTION.export, list(entries));
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(SECTION));

function* items(reader: ByteReader | undefined): Generator<ByteReader> {
  if (reader === undefined) return;
  for (let left = reader.unsigned(); left > 0; left--) yield reader;
}

/** Memories, tables and globals of others would be state out of a snapshot's reach. */
function importsIn(body: ByteReader | undefined): ImportedFunction[] {
  const imports: ImportedFunction[] = [];
  for (const reader of items(body)) {
    const [module, name] = [reader.name(), reader.name()];
    if (reader.byte() !== FUNCTION)
      throw unfit(`it imports ${module}#${name}, which is no function`);
    imports.push({ module, name, type: reader.unsigned() });
  }
  return imports;
}

function exportsIn(body: ByteReader | undefined): Export[] {
  return Array.from(items(body), (reader) => ({
    name: reader.name(),
    kind: reader.byte() as Export["kind"],
    index: reader.unsigned(),
  }));
}

/** One mutable global can be watched: a compiler's stack pointer, which comes back to where it began. */
function mutableGlobalIn(body: ByteReader | undefined): MutableGlobal | undefined {
  const mutable: MutableGlobal[] = [];
  let index = 0;
  for (const reader of items(body)) {
    const type = reader.byte();
    const isMutable = reader.byte() === 1;
    if (type !== I32) throw unfit("it has a global that is no 32-bit integer");
    const initial = constant(reader);
    if (isMutable) mutable.push({ index, initial });
    index++;
  }
  if (mutable.length > 1) throw unfit("it has more than one mutable global");
  return mutable[0];
}

/** Data that is copied into the memory later would be copied over what the snapshot holds. */
function checkData(body: ByteReader | undefined): void {
  for (const reader of items(body)) {
    if (reader.unsigned() !== ACTIVE) throw unfit("it has passive data");
    constant(reader);
    reader.take(reader.unsigned());
  }
}

function checkElements(body: ByteReader | undefined): void {
  for (const reader of items(body)) {
    if (reader.unsigned() !== ACTIVE) throw unfit("it fills its table in another way than at once");
    constant(reader);
    for (const item of items(reader)) item.unsigned();
  }
}

/** `i32.const n`, `end`. */
function constant(reader: ByteReader): number {
  const opcode = reader.byte();
  const value = opcode === I32_CONST ? reader.signed() : 0;
  if (opcode !== I32_CONST || reader.byte() !== END)
    throw unfit("it computes what it begins with, instead of naming it");
  return value;
}

const [FUNCTION, I32, I32_CONST, END, ACTIVE] = [0x00, 0x7f, 0x41, 0x0b, 0];

/** The engine file is not one that can be made into components. */
export function unfit(reason: string, cause?: unknown): EngineError {
  return new EngineError(`this engine cannot be snapshotted: ${reason}`, { cause });
}
