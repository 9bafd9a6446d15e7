import type { Found } from "../../src/build/index.js";
import { FoundBefore } from "../../src/dev/builder/foundBefore.js";

const found = (file: string): Found => ({ files: [file] }) as unknown as Found;

/** Goes through states of the sources, each with its keys; gives what was looked at in each. */
async function looked(before: FoundBefore, states: readonly (readonly string[])[]) {
  const seen: string[][] = [];
  for (const keys of states) {
    const now: string[] = [];
    for (const key of keys)
      await before.of(key, () => {
        now.push(key);
        return Promise.resolve(found(key));
      });
    before.next();
    seen.push(now);
  }
  return seen;
}

describe("what was found out about definitions", () => {
  it("is not found out again while it stays, nor when a change is taken back", async () => {
    const states = [["a", "b"], ["a", "b2"], ["a", "b"], ["a"]];
    expect(await looked(new FoundBefore(), states)).toEqual([["a", "b"], ["b2"], [], []]);
  });

  it("is forgotten after some states", async () => {
    const states = [["a"], ["b"], ["b"], ["b"], ["b"], ["a"]];
    expect((await looked(new FoundBefore(), states)).at(-1)).toEqual(["a"]);
  });

  it("outlives a look that came to no end", async () => {
    const before = new FoundBefore();
    await looked(before, [["a", "b"]]);
    await expect(before.of("c", () => Promise.reject(new Error("old news")))).rejects.toThrow();
    expect(await looked(before, [["a", "b"]])).toEqual([[]]);
    expect(before.files).toEqual(["a", "b"]);
  });
});
