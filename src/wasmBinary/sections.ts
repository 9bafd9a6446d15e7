import { ByteReader } from "./byteReader.js";
import { concat, unsigned, type Bytes } from "./encode.js";

/** Sections of a core module (WebAssembly 3.0, binary format). */
export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

export interface Section {
  readonly id: number;
  readonly body: Uint8Array;
  /** The body with the id and the length before it. */
  readonly whole: Uint8Array;
}

export interface WasmBinary {
  readonly kind: "module" | "component";
  /** Eight bytes: the magic number, the version and the layer. */
  readonly header: Uint8Array;
  readonly sections: readonly Section[];
}

/**
 * The sections of a core module or of a component.
 * @throws RangeError when the bytes are neither.
 */
export function readBinary(bytes: Uint8Array): WasmBinary {
  const header = bytes.subarray(0, HEADER.module.length);
  const kind = (["module", "component"] as const).find((layer) => equal(header, HEADER[layer]));
  if (kind === undefined) throw new RangeError("the bytes are no WebAssembly");
  const content = bytes.subarray(header.length);
  const reader = new ByteReader(content);
  const sections: Section[] = [];
  while (!reader.atEnd) {
    const start = reader.position;
    const id = reader.byte();
    const body = reader.take(reader.unsigned());
    sections.push({ id, body, whole: content.subarray(start, reader.position) });
  }
  return { kind, header, sections };
}

/** A section of the parts that make its body. */
export function section(id: number, ...parts: readonly Bytes[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concat([id], unsigned(length), ...parts);
}

const HEADER = {
  module: [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  component: [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00],
} as const;

const equal = (bytes: Uint8Array, expected: readonly number[]): boolean =>
  bytes.length === expected.length && expected.every((byte, index) => bytes[index] === byte);
