import fc from "fast-check";
import { EngineError } from "../../../src/build/engines/componentEngine.js";
import { readEngineModule } from "../../../src/build/quickjs/engineModule.js";
import { snapshot } from "../../../src/build/quickjs/snapshot.js";
import type { EngineSettings } from "../../../src/build/quickjs/settings.js";
import { concat, list, name, section, SECTION, unsigned } from "../../../src/wasmBinary/index.js";
import { CONFIGURATION, tinyEngine, type TinyEngineParts } from "./tinyEngine.js";

interface TinyInstance {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  evolve(view: number): number;
}

const FILE = "tally.js";

async function snapshotOf(
  source: string,
  parts: TinyEngineParts = {},
  settings?: EngineSettings,
): Promise<Uint8Array> {
  const engine = readEngineModule(await tinyEngine(parts));
  return snapshot(engine, { file: FILE, source }, settings && { settings });
}

function start(module: Uint8Array): TinyInstance {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module), {});
  return instance.exports as unknown as TinyInstance;
}

/** What `evolve` answers: the source that was evaluated. */
function answer({ memory, evolve }: TinyInstance): string {
  const [present, at = 0, length] = new Uint32Array(memory.buffer, evolve(0), 3);
  if (present !== 1) throw new Error("there is no answer");
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    new Uint8Array(memory.buffer, at, length),
  );
}

describe("a snapshot", () => {
  it("starts where the evaluation ended", async () => {
    expect(answer(start(await snapshotOf("source")))).toBe("source");
  });

  it("keeps every byte, however many zeros stand between", async () => {
    const engine = readEngineModule(await tinyEngine());
    const runs = fc.tuple(
      fc.string({ unit: "grapheme" }),
      fc.nat({ max: 300 }).map((length) => "\0".repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 20 }), (pieces) => {
        // First characters tell the engine what to do.
        const source = `=${pieces.flat().join("")}`.replace(/[\uD800-\uDFFF]/gu, "");
        const { memory, ...rest } = start(snapshot(engine, { file: FILE, source }));
        expect(answer({ memory, ...rest })).toBe(source);
        expect(new TextDecoder().decode(new Uint8Array(memory.buffer, 16, 4))).toBe("data");
      }),
      { numRuns: 200 },
    );
  });

  it("is the same for the same source", async () => {
    expect(await snapshotOf("source")).toEqual(await snapshotOf("source"));
    expect(await snapshotOf("source")).not.toEqual(await snapshotOf("sourcE"));
  });

  it("has the memory that the evaluation needed, and may grow as far as before", async () => {
    const grown = await snapshotOf("?", {
      memory: `(memory (export "memory") 2 7)`,
      onEvaluate: "(drop (memory.grow (i32.const 3))) (i32.store (i32.const 300000) (i32.const 1))",
    });
    const { memory } = start(grown);
    expect(memory.buffer.byteLength).toBe(5 * 65_536);
    expect(memory.grow(2)).toBe(5);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });

  it("keeps what the engine was configured with; nothing is the engine's own default", async () => {
    const settings = { memoryLimit: 1_000_000, stackSize: 98_304, stepLimit: 7 };
    const configured = start(await snapshotOf("", {}, settings)).memory.buffer;
    expect([...new Uint32Array(configured, CONFIGURATION, 3)]).toEqual([1_000_000, 98_304, 7]);
    const plain = start(await snapshotOf("")).memory.buffer;
    expect([...new Uint32Array(plain, CONFIGURATION, 3)]).toEqual([0, 0, 0]);
  });

  it("exports only what a component needs", async () => {
    expect(Object.keys(start(await snapshotOf("")))).toEqual(["memory", "cabi_realloc", "evolve"]);
  });

  it("leaves out the code of functions that only the evaluation calls", async () => {
    const bytes = await tinyEngine();
    const marking = (...places: readonly number[]): Uint8Array =>
      concat(bytes, section(SECTION.custom, name("evaluation-only"), list(places.map(unsigned))));
    const later = (engine: Uint8Array): TinyInstance =>
      start(snapshot(readEngineModule(engine), { file: FILE, source: "source" }));
    const places = readEngineModule(bytes).exports.filter(({ kind }) => kind === 0);
    const placeOf = (wanted: string): number =>
      places.find((exported) => exported.name === wanted)?.index ?? -1;
    expect(answer(later(marking(placeOf("engine_evaluate"))))).toBe("source");
    expect(() => answer(later(marking(placeOf("evolve"))))).toThrow(/unreachable/);
    expect(() => readEngineModule(marking(1000))).toThrow("it has no function 1000");
  });

  it("counts its data anew, where the engine counts it", async () => {
    const counted = { more: "(func (data.drop 0))" };
    expect(answer(start(await snapshotOf("source", counted)))).toBe("source");
  });
});

describe("a source that fails", () => {
  it("is told with the engine's message", async () => {
    const failing = snapshotOf("!Error: no settings\n    at tally.js:5:9\n");
    await expect(failing).rejects.toThrow(EngineError);
    await expect(failing).rejects.toThrow(
      /^The module threw while it was loaded:\nError: no settings\n {4}at tally\.js:5:9$/,
    );
  });

  it("is told when it cannot be compiled", async () => {
    await expect(snapshotOf("%SyntaxError: no such word\n    at tally.js:5:9\n")).rejects.toThrow(
      /^The module cannot be compiled:\nSyntaxError: no such word\n {4}at tally\.js:5:9$/,
    );
  });

  it("is told without frames that stand nowhere", async () => {
    const trace =
      "    at f (tally.js:5:9)\n    at <anonymous> (tally.js:0:1)\n    at g (tally.js:10:0)";
    await expect(snapshotOf(`!Error: no\n${trace}`)).rejects.toThrow(
      /\nError: no\n {4}at f \(tally\.js:5:9\)\n {4}at g \(tally\.js:10:0\)$/,
    );
  });

  it("is told when it stops the engine", async () => {
    await expect(snapshotOf("?", { onEvaluate: "unreachable" })).rejects.toThrow(
      /^The module threw while it was loaded:\nthe engine stopped: unreachable$/,
    );
    const endless = { more: "(func $f (call $f))", onEvaluate: "(call $f)" };
    await expect(snapshotOf("?", endless)).rejects.toThrow(/the engine stopped: Maximum call/);
  });

  it("is told when it calls what only a host has", async () => {
    const parts = {
      imports: `(import "wasi:random/random@0.2.0" "get-random-u64" (func $random (result i64)))`,
      onEvaluate: "(drop (call $random))",
    };
    await expect(snapshotOf("?", parts)).rejects.toThrow(
      "it called wasi:random/random@0.2.0#get-random-u64, which works only in a call",
    );
    expect(await snapshotOf("fine", parts)).toBeInstanceOf(Uint8Array);
  });
});

describe("an engine is refused", () => {
  it.each<[what: string, parts: TinyEngineParts, message: string]>([
    ["with a start function", { more: "(func $s) (start $s)" }, "it has a start function"],
    ["without data", { data: "" }, "it has no data section"],
    ["with passive data", { data: `(data "late")` }, "it has passive data"],
    [
      "with data for a computed place",
      { data: `(global $at i32 (i32.const 8)) (data (global.get $at) "x")` },
      "it computes what it begins with",
    ],
    [
      "without a memory of its own",
      { memory: "", imports: `(import "env" "memory" (memory 1))` },
      "it has no memory of its own",
    ],
    [
      "with a memory of 64 bits",
      { memory: `(memory (export "memory") i64 2)` },
      "exactly one unshared 32-bit memory",
    ],
    [
      "with a shared memory",
      { memory: `(memory (export "memory") 2 2 shared)` },
      "exactly one unshared 32-bit memory",
    ],
    ["with two memories", { more: "(memory 1)" }, "exactly one unshared 32-bit memory"],
    [
      "with two mutable globals",
      { more: "(global (mut i32) (i32.const 1))" },
      "it has more than one mutable global",
    ],
    [
      "with a global of 64 bits",
      { more: "(global i64 (i64.const 1))" },
      "a global that is no 32-bit integer",
    ],
    [
      "with an imported global",
      { imports: `(import "env" "g" (global i32))` },
      "it imports env#g, which is no function",
    ],
    [
      "with an imported table",
      { imports: `(import "env" "t" (table 1 funcref))` },
      "it imports env#t, which is no function",
    ],
    [
      "with entries for a table that come later",
      { more: "(elem func $buffer)" },
      "it fills its table in another way",
    ],
    ["with exceptions", { more: "(tag)" }, "it has a section 13, which is not known"],
    [
      "whose stack pointer does not come back",
      { onEvaluate: "(global.set $stack (i32.const 65520))" },
      "its mutable global holds another value",
    ],
    [
      "whose table changes",
      { onEvaluate: "(table.set (i32.const 0) (ref.null func))" },
      "the evaluation changed a table",
    ],
    [
      "whose table grows",
      { onEvaluate: "(drop (table.grow (ref.null func) (i32.const 1)))" },
      "the evaluation changed a table",
    ],
    ["whose memory is not exported", { memory: "(memory 2)" }, "it exports no memory"],
  ])("%s", async (_, parts, message) => {
    const refused = snapshotOf("?", parts);
    await expect(refused).rejects.toThrow(EngineError);
    await expect(refused).rejects.toThrow(/^this engine cannot be snapshotted: /);
    await expect(refused).rejects.toThrow(message);
  });

  it("without the exports that evaluate", async () => {
    const text = new TextDecoder("latin1").decode(await tinyEngine());
    const renamed = Uint8Array.from(
      Buffer.from(text.replace("engine_message", "engine_nessage"), "latin1"),
    );
    expect(() => snapshot(readEngineModule(renamed), { file: FILE, source: "" })).toThrow(
      "it exports no function engine_message",
    );
  });

  it("that is no core module", () => {
    expect(() => readEngineModule(Uint8Array.of(1, 2, 3))).toThrow("the bytes are no WebAssembly");
    const component = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00);
    expect(() => readEngineModule(component)).toThrow("it is a component, not a core module");
  });

  it("that is cut off", async () => {
    const whole = await tinyEngine();
    const data = Buffer.from(whole).indexOf("data");
    for (let length = 0; length < data; length++) {
      expect(() => readEngineModule(whole.subarray(0, length))).toThrow(EngineError);
    }
  });
});
