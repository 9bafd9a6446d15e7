import { parse } from "@bytecodealliance/jco";
import fc from "fast-check";
import { instantiateModule } from "../../src/host/compiledModule.js";
import { compileModule } from "../../src/host/compileModule.js";

const PAGE = 65_536;
const LIMIT = 100 * PAGE;

/** A core module of the text format. */
const moduleOf = async (text: string): Promise<Uint8Array> => Uint8Array.from(await parse(text));

const escaped = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

const memoryIn = ({ exports }: WebAssembly.Instance): Uint8Array =>
  new Uint8Array((exports["memory"] as WebAssembly.Memory).buffer);

/** What Node itself makes of a module: its memory, or what it says. */
async function asItIs(module: Uint8Array, imports: WebAssembly.Imports = {}): Promise<unknown> {
  try {
    return memoryIn(new WebAssembly.Instance(await WebAssembly.compile(module), imports));
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

async function asCompiled(module: Uint8Array, imports: WebAssembly.Imports = {}): Promise<unknown> {
  try {
    return memoryIn(instantiateModule(await compileModule(module, LIMIT), imports));
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

function expectSame(actual: unknown, expected: unknown): void {
  if (actual instanceof Uint8Array && expected instanceof Uint8Array)
    expect(Buffer.compare(actual, expected)).toBe(0);
  else expect(actual).toBe(expected);
}

describe("what a module's memory starts with", () => {
  const segment = fc.record({
    at: fc.oneof(fc.nat({ max: 2 * PAGE + 8 }), fc.nat({ max: 40 }), fc.constant(-1)),
    bytes: fc.uint8Array({ maxLength: 20 }),
  });

  it("is the same as in an instance of the module itself, or the same error", async () => {
    const modules = fc.record({ pages: fc.nat({ max: 2 }), segments: fc.array(segment) });
    await fc.assert(
      fc.asyncProperty(modules, async ({ pages, segments }) => {
        const data = segments.map(
          ({ at, bytes }) => `(data (i32.const ${String(at)}) "${escaped(bytes)}")`,
        );
        const module = await moduleOf(
          `(module (memory (export "memory") ${String(pages)}) ${data.join("\n")})`,
        );
        expectSame(await asCompiled(module), await asItIs(module));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      "a function reads it at the start",
      `(memory (export "memory") 1) (data (i32.const 0) "\\01")
       (func $begin (i32.store8 (i32.const 1) (i32.load8_u (i32.const 0)))) (start $begin)`,
    ],
    [
      "a function copies it later",
      `(memory (export "memory") 1) (data $later "\\01\\02") (data (i32.const 5) "\\03")
       (func (export "copy") (memory.init $later (i32.const 0) (i32.const 0) (i32.const 2)))`,
    ],
    [
      "the module says by a global where it stands",
      `(global $at (import "a" "at") i32) (memory (export "memory") 1) (data (global.get $at) "\\01")`,
    ],
    [
      "the memory is somebody else's",
      `(memory (import "a" "memory") 1) (export "memory" (memory 0)) (data (i32.const 7) "\\01")`,
    ],
  ])("is the same where %s", async (_where, text) => {
    const module = await moduleOf(`(module ${text})`);
    const { Memory, Global } = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;
    const given = (): WebAssembly.Imports => ({
      a: { memory: new Memory({ initial: 1 }), at: new Global({ value: "i32" }, 9) },
    });
    const own = (await asItIs(module, given())) as Uint8Array;
    expect(own.some((byte) => byte !== 0)).toBe(true);
    expectSame(await asCompiled(module, given()), own);
  });

  it("is there for functions of a module that does not export it", async () => {
    const module = await moduleOf(`(module (memory 1) (data (i32.const 3) "\\2a")
      (func (export "read") (result i32) (i32.load8_u (i32.const 3))))`);
    const { exports } = instantiateModule(await compileModule(module, LIMIT));
    expect((exports["read"] as () => number)()).toBe(42);
  });

  it("is each instance's own", async () => {
    const compiled = await compileModule(
      await moduleOf(`(module (memory (export "memory") 1) (data (i32.const 0) "\\01"))`),
      LIMIT,
    );
    memoryIn(instantiateModule(compiled)).fill(9);
    expect(memoryIn(instantiateModule(compiled))[0]).toBe(1);
  });
});

describe("modules that differ only in what their memory starts with", () => {
  const adder = (data: string, pages: number, code = "i32.add"): Promise<Uint8Array> =>
    moduleOf(`(module (memory (export "memory") ${String(pages)}) (data (i32.const 0) "${data}")
      (func (export "calculate") (param i32 i32) (result i32) local.get 0 local.get 1 ${code}))`);

  it("are compiled once, under each limit of memory", async () => {
    const [one, other] = [await adder("one", 1), await adder("another", 2)];
    const [first, second, bounded] = await Promise.all([
      compileModule(one, LIMIT),
      compileModule(other, LIMIT),
      compileModule(other, 2 * PAGE),
    ]);
    expect(second.code).toBe(first.code);
    expect(bounded.code).not.toBe(first.code);
    expect(memoryIn(instantiateModule(second)).byteLength).toBe(2 * PAGE);
  });

  it("are others when their code is", async () => {
    const first = await compileModule(await adder("one", 1), LIMIT);
    const second = await compileModule(await adder("one", 1, "i32.sub"), LIMIT);
    expect(second.code).not.toBe(first.code);
  });
});

/** The part of WebAssembly's interface that only tests need. */
interface Api {
  readonly Memory: new (limits: { readonly initial: number }) => WebAssembly.Memory;
  readonly Global: new (type: { readonly value: "i32" }, value: number) => WebAssembly.Global;
}
