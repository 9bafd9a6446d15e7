import { probe } from "./probe.js";

const NATIVES = `globalThis[Symbol.for("evidentsource-functions.natives")]`;
const RESIZABLE = `const buffer = new ArrayBuffer(8, { maxByteLength: 1 << 20 }); const view = new Uint8Array(buffer).fill(97);`;

/** What a fold gives that returns what the body does. */
function folded(body: string): unknown {
  const view = probe("state-view", `export const evolve = () => { ${body} };`).instance();
  const outcome = view.evolve("");
  return outcome.kind === "state" ? outcome.content : outcome;
}

const reasonOf = (body: string): unknown =>
  (JSON.parse(String(folded(body))) as { failure: { reason: string } }).failure.reason;

describe("a typed array has the bytes that its buffer has now", () => {
  it.each([
    ["a buffer that has shrunk", `buffer.resize(2); return view;`, "aa"],
    ["a buffer that has grown", `buffer.resize(9); view[8] = 98; return view;`, "aaaaaaaab"],
    ["a buffer that came and went", `buffer.resize(0); buffer.resize(1); return view;`, "\0"],
    [
      "wide elements, of which the last is half",
      `buffer.resize(7); const wide = new Uint16Array(buffer); buffer.resize(5); return wide;`,
      "aaaa",
    ],
    ["a view from within it", `const end = view.subarray(6); buffer.resize(7); return end;`, "a"],
    ["the buffer itself", `buffer.resize(3); return buffer;`, "aaa"],
  ])("%s", (_, body, expected) => {
    expect(folded(RESIZABLE + body)).toBe(expected);
  });

  it.each([
    ["has shrunk below a view of fixed length", `buffer.resize(2); return fixed;`],
    ["has shrunk below the beginning of a view", `buffer.resize(0); return end;`],
    ["has been handed over", `buffer.transfer(); return view;`],
    ["has been handed over, itself", `buffer.transfer(); return buffer;`],
  ])("and none when the buffer %s", (_, body) => {
    const views = `const fixed = new Uint8Array(buffer, 0, 4), end = new Uint8Array(buffer, 4);`;
    expect(reasonOf(RESIZABLE + views + body)).toContain("evolve must return bytes");
  });
});

describe("nothing is written beyond a typed array", () => {
  const NEIGHBOURS = `
    const kept = [], text = (n) => "the account " + n + " of somebody else";
    buffer.resize(1 << 18); buffer.resize(1);
    for (let n = 0; n < 3000; n++) kept.push(JSON.parse(JSON.stringify(text(n))));
  `;
  const CHANGED = `kept.filter((one, n) => one !== text(n)).length`;

  it("by a TextEncoder", () => {
    const body = `${RESIZABLE} ${NEIGHBOURS}
      const { read, written } = new TextEncoder().encodeInto("Z".repeat(200_000), view);
      return JSON.stringify({ changed: ${CHANGED}, read, written });`;
    expect(JSON.parse(String(folded(body)))).toEqual({ changed: 0, read: 1, written: 1 });
  });

  it("nor read by a TextDecoder or by the natives that read JSON", () => {
    const body = `${RESIZABLE} buffer.resize(1); view[0] = 49;
      return JSON.stringify([new TextDecoder().decode(view), ${NATIVES}.parseJson(view)]);`;
    expect(folded(body)).toBe('["1",1]');
  });
});

describe("an exception of a native function is thrown where it arises", () => {
  it("such as that of a name of keyOrder, and no later", () => {
    const body = `
      const seen = [];
      const odd = { toString() { throw new Error("a name"); } };
      for (const names of [[odd], ["a", odd], [Symbol()], ["0"], { length: 2 ** 50 }])
        try { seen.push(typeof ${NATIVES}.keyOrder(names)); } catch (error) { seen.push(error.message); }
      return JSON.stringify([...seen, ${NATIVES}.isUuid("x"), [].concat(1)]);`;
    expect(JSON.parse(String(folded(body)))).toEqual([
      "a name",
      "a name",
      "number",
      "array indices have an order of their own",
      "out of memory",
      false,
      [1],
    ]);
  });
});
