/** The part of the WebAssembly JavaScript API that is used here; Node's types do not declare it. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- opaque by specification
  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): { module: string; name: string; kind: string }[];
    static exports(module: Module): { name: string; kind: string }[];
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    private constructor();
    readonly buffer: ArrayBuffer;
    /** Gives how many pages it had. */
    grow(pages: number): number;
  }
  class Table {
    private constructor();
    readonly length: number;
    get(index: number): unknown;
  }
  class Global {
    private constructor();
    readonly value: unknown;
  }
  class RuntimeError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>;
}
