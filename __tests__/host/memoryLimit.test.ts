import fc from "fast-check";
import { withMemoryLimit } from "../../src/host/memoryLimit.js";
import { growableModule, instantiate, moduleWith, section } from "../support/coreModule.js";

const PAGE = 65_536;

/** How many pages a module's memory can have in the end. */
function mostPages(module: Uint8Array): number {
  const { grow, memory } = instantiate(module);
  // As far as it goes, in steps that halve: one step too large must not end the search.
  for (let step = 2_048; step >= 1;) if (grow(step) === -1) step = Math.floor(step / 2);
  return memory.buffer.byteLength / PAGE;
}

describe("a module with a memory limit", () => {
  it("grows to the limit, or to its own maximum, and no further", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 300 }),
        fc.option(fc.nat({ max: 300 }), { nil: undefined }),
        fc.nat({ max: 400 * PAGE }),
        fc.boolean(),
        (minimum, more, limit, padded) => {
          const own = more === undefined ? undefined : minimum + more;
          const pages = Math.floor(limit / PAGE);
          fc.pre(minimum <= pages);
          const module = growableModule({ minimum, maximum: own }, padded);
          expect(mostPages(withMemoryLimit(module, limit))).toBe(Math.min(own ?? pages, pages));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("has 1,525 pages under the platform's limit of 100 MB", () => {
    expect(mostPages(withMemoryLimit(growableModule({ minimum: 17 }), 100_000_000))).toBe(1_525);
  });

  it("is refused when it needs more from the start", () => {
    const module = growableModule({ minimum: 3 });
    expect(() => withMemoryLimit(module, 3 * PAGE - 1)).toThrow(
      new RangeError("the module needs 196608 bytes of memory from the start"),
    );
    expect(mostPages(withMemoryLimit(module, 3 * PAGE))).toBe(3);
  });

  const exactlyOne = "the module must have exactly one unshared 32-bit memory";
  it.each<[string, Uint8Array, string]>([
    ["has an empty memory section", moduleWith(section(5, [0])), exactlyOne],
    ["has two memories", moduleWith(section(5, [2, 0, 1, 0, 1])), exactlyOne],
    ["shares its memory", moduleWith(section(5, [1, 3, 1, 2])), exactlyOne],
    ["has a 64-bit memory", moduleWith(section(5, [1, 4, 1])), exactlyOne],
    [
      "ends too early",
      moduleWith(section(5, [1, 0, 0x80])).subarray(0, 25),
      "ends within a number",
    ],
  ])("is refused when it %s", (_what, module, message) => {
    expect(() => withMemoryLimit(module, 100_000_000)).toThrow(RangeError);
    expect(() => withMemoryLimit(module, 100_000_000)).toThrow(message);
  });

  it("stays as it is when it has no memory of its own", () => {
    const module = moduleWith();
    expect(withMemoryLimit(module, PAGE)).toBe(module);
  });

  it("is a module of its own: the one that was given stays as it was", () => {
    const module = growableModule({ minimum: 1 });
    const before = module.slice();
    withMemoryLimit(module, 2 * PAGE);
    expect(module).toEqual(before);
  });
});
