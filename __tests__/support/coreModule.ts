/** What a core module has of a memory, in pages of 64 KiB. */
export interface MemoryLimits {
  readonly minimum: number;
  readonly maximum?: number | undefined;
}

interface GrowableInstance {
  readonly exports: {
    /** Adds pages; gives how many there were before, or -1 when there cannot be so many. */
    readonly grow: (pages: number) => number;
    readonly memory: { readonly buffer: ArrayBuffer };
  };
}

/** Node's types do not declare the WebAssembly JavaScript API. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => GrowableInstance;
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const [I32, FUNCTION_TYPE] = [0x7f, 0x60];

/** A core module with the export `grow`, and with the memory sections that are given. */
export function moduleWith(...memorySections: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [1, FUNCTION_TYPE, 1, I32, 1, I32]),
    ...section(3, [1, 0]),
    ...memorySections.flat(),
    ...section(7, [2, ...named("grow"), 0, 0, ...named("memory"), 2, 0]),
    // local.get 0, memory.grow, end
    ...section(10, [1, 6, 0, 0x20, 0, 0x40, 0, 0x0b]),
  ]);
}

/** A core module with one memory. */
export function growableModule({ minimum, maximum }: MemoryLimits, padded = false): Uint8Array {
  const number = padded ? paddedLeb : leb;
  return moduleWith(
    section(
      5,
      maximum === undefined
        ? [1, 0, ...number(minimum)]
        : [1, 1, ...number(minimum), ...number(maximum)],
    ),
  );
}

export function instantiate(module: Uint8Array): GrowableInstance["exports"] {
  return new Instance(new Module(module)).exports;
}

/** A section: its id, its length, its content. */
export function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...leb(content.length), ...content];
}

const named = (name: string): readonly number[] => [name.length, ...Buffer.from(name)];

function leb(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];
}

/** As linkers write numbers that they fill in later: in five bytes, whatever the value. */
function paddedLeb(value: number): readonly number[] {
  return [0, 1, 2, 3, 4].map(
    (index) => (Math.floor(value / 128 ** index) % 128) + (index < 4 ? 128 : 0),
  );
}
