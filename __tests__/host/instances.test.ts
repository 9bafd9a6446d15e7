import type { Component } from "../../src/host/instantiable.js";
import { InstanceSlot } from "../../src/host/instances.js";

const PAGE = 65_536;

/** A component of 2 pages, whose function grows its memory by so many and tells which instance it is. */
function growing(memoryLimit: number, engine?: string): InstanceSlot<[number], number> {
  let made = 0;
  const component: Component = {
    imports: [],
    engine,
    memoryLimit,
    instantiate: (_, memories = []) => {
      const instance = (made += 1);
      const buffer = { byteLength: 2 * PAGE };
      // What of a memory is looked at.
      memories.push({ buffer } as unknown as WebAssembly.Memory);
      return {
        call: (pages: number) => {
          buffer.byteLength += pages * PAGE;
          return instance;
        },
      };
    },
  };
  return new InstanceSlot(component, "call", 1_000);
}

const calls = (slot: InstanceSlot<[number], number>, ...pages: number[]): number[] =>
  pages.map((count) => slot.take(1)(count));

describe("an instance", () => {
  it("is replaced after the call that has made its memory larger than half of its limit", () => {
    expect(calls(growing(10 * PAGE), 3, 0, 1, 0, 0)).toEqual([1, 1, 1, 2, 2]);
  });

  it("is kept where it is large from the start and has not grown", () => {
    expect(calls(growing(3 * PAGE), 0, 0, 1, 0)).toEqual([1, 1, 1, 2]);
  });

  it("is kept where its engine has yet to collect its garbage", () => {
    expect(calls(growing(10 * PAGE, "starlingmonkey 1.0"), 8, 0)).toEqual([1, 1]);
  });
});
