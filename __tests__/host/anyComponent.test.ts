import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadComponent } from "../../src/host/component.js";
import { compileModule } from "../../src/host/compileModule.js";
import { parse } from "@bytecodealliance/jco";

let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "esf-any-component-"));
});
afterAll(() => rm(cacheDir, { recursive: true }));

/** A component of the text format. */
const componentOf = async (text: string): Promise<Uint8Array> => Uint8Array.from(await parse(text));

const PAGE = 65_536;
const TWO_MEMORIES = `(component
  (core module $first (memory (export "m") 1))
  (core module $second (memory 1)
    (func (export "grow") (param i32) (result i32) local.get 0 memory.grow))
  (core instance $one (instantiate $first))
  (core instance $two (instantiate $second))
  (func (export "grow") (param "pages" u32) (result u32) (canon lift (core func $two "grow"))))`;

describe("a component that others made", () => {
  it("has each of its memories bounded, whatever its modules are called", async () => {
    const bytes = await componentOf(TWO_MEMORIES);
    const component = await loadComponent(bytes, { cacheDir, memoryLimit: 10 * PAGE });
    const { grow } = component.instantiate({}) as { grow: (pages: number) => number };
    expect(grow(9)).toBe(1);
    expect(grow(1)).toBe(2 ** 32 - 1);
  });

  it("is refused when a later module needs more memory from the start", async () => {
    const bytes = await componentOf(
      TWO_MEMORIES.replace("$second (memory 1)", "$second (memory 11)"),
    );
    await expect(loadComponent(bytes, { cacheDir, memoryLimit: 10 * PAGE })).rejects.toThrow(
      "the module needs 720896 bytes of memory from the start",
    );
  });

  it("is refused by the name of what it imports and cannot have", async () => {
    const bytes = await componentOf(`(component
      (import "wasi:http/outgoing-handler@0.2.3" (instance $http (export "handle" (func))))
      (import "evidentsource:decider/state-view-types@0.1.0" (instance))
      (core func $h (canon lower (func $http "handle")))
      (core module $m (import "a" "h" (func)) (func (export "run") call 0))
      (core instance $i (instantiate $m (with "a" (instance (export "h" (func $h))))))
      (func (export "run") (canon lift (core func $i "run"))))`);
    await expect(loadComponent(bytes, { cacheDir })).rejects.toThrow(
      "it imports wasi:http/outgoing-handler, which neither this host nor the platform gives to components",
    );
  });
});

describe("a module with extended constant expressions", () => {
  /** Its global is the sum of two constants. */
  const module = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[6, 9, 1, 0x7f, 0, 0x41, 1, 0x41, 2, 0x6a, 0x0b],
  );
  const knows = Number(process.versions.node.split(".", 1)[0]) >= 21;

  (knows ? it : it.skip)("is compiled by a Node that knows them", async () => {
    await expect(compileModule(module, PAGE)).resolves.toBeDefined();
  });

  (knows ? it.skip : it)("is refused by an older one with the version that is needed", async () => {
    await expect(compileModule(module, PAGE)).rejects.toThrow(
      `Node 21 and newer compile them, this is Node ${process.versions.node}`,
    );
  });

  it("is not what every broken module is taken for", async () => {
    const broken = module.with(-2, 0x7f);
    await expect(compileModule(broken, PAGE)).rejects.not.toThrow("Node 21");
  });
});
