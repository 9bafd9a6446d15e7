/** How much memory a component may have, for these; `npm run engine:attack` gives more. */
export const MEMORY_LIMIT = Number(process.env["ATTACK_MEBIBYTES"] ?? 8) * 1024 * 1024;

const EVENT = `{ id: "i", source: "s", specversion: "1.0", type: "t", attributes: [] }`;
const QUERY = `{ selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "s" } }] }, direction: "forward" }`;
const MOST = String(MEMORY_LIMIT);
const HALF = String(MEMORY_LIMIT / 2);

/**
 * Ways to need more memory than there is, as bodies of functions; where something is caught, more is
 * asked for in the end.
 */
export const OUT_OF_MEMORY: Readonly<Record<string, string>> = {
  "a list that grows": `const all = []; for (;;) all.push({});`,
  "a list of texts": `const all = []; for (;;) all.push("x" + all.length);`,
  "a list of lists": `let all = []; for (;;) all = [all, all.slice()];`,
  "a text that doubles": `let text = "x"; for (;;) text += text + "y";`,
  "a text that is joined": `return new Array(1e6).fill("x".repeat(100)).join("");`,
  "a text that is repeated": `"x".repeat(${MOST});`,
  "a text in UTF-16": `"ä".repeat(${HALF}) + "€".repeat(${HALF});`,
  "a text that is padded": `"x".padStart(${MOST}, "yz");`,
  "a text that is split": `"x".repeat(1e6).split("");`,
  "a text that is replaced": `"x".repeat(1e6).replaceAll("x", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");`,
  "texts that are kept": `const texts = []; for (let n = 0; ; n++) texts.push(String(n).repeat(1000));`,
  "an ArrayBuffer": `new ArrayBuffer(${MOST});`,
  "a typed array": `new Float64Array(${HALF});`,
  "buffers that are kept": `const buffers = []; for (;;) buffers.push(new Uint8Array(1e5));`,
  "a buffer that is resized": `const one = new ArrayBuffer(8, { maxByteLength: ${MOST} }); one.resize(${MOST});`,
  "a Map": `const all = new Map(); for (let n = 0; ; n++) all.set(n, n);`,
  "a Set of objects": `const all = new Set(); for (;;) all.add({});`,
  "a WeakMap whose keys are kept": `const [all, keys] = [new WeakMap(), []]; for (;;) { const key = {}; keys.push(key); all.set(key, {}); }`,
  symbols: `const all = []; for (let n = 0; ; n++) all.push(Symbol("s" + n));`,
  "names of properties": `const all = {}; for (let n = 0; ; n++) all["name" + n] = n;`,
  "objects of many shapes": `const all = []; for (let n = 0; ; n++) { const one = {}; for (let m = 0; m < 50; m++) one["n" + ((n * m) % 5000)] = m; all.push(one); }`,
  closures: `const all = []; for (let n = 0; ; n++) all.push(() => n);`,
  circles: `let last; for (;;) { const one = { before: last }; one.self = one; last = one; }`,
  "generators that wait": `const all = []; function* one() { yield 1; } for (;;) { const begun = one(); begun.next(); all.push(begun); }`,
  "promises that wait": `const all = []; for (;;) all.push(new Promise(() => {}).then(() => 1));`,
  "jobs that wait": `for (;;) Promise.resolve().then(() => 1);`,
  "an async function that keeps what it awaits": `const all = []; for (;;) all.push(await [all.length]);`,
  "JSON that is read": `const text = "[" + "[1,2],".repeat(4e5) + "1]"; return [JSON.parse(text), JSON.parse(text), JSON.parse(text)];`,
  "JSON that is written": `JSON.stringify(new Array(2e5).fill("x".repeat(200)));`,
  "natives that read JSON": `const text = "[" + '{"a":1},'.repeat(4e5) + "1]"; const { parseJson } = globalThis[Symbol.for("evidentsource-functions.natives")]; const read = []; for (;;) read.push(parseJson(text));`,
  "natives that write JSON": `const one = "x".repeat(${HALF}); const { stringifyJson } = globalThis[Symbol.for("evidentsource-functions.natives")]; return stringifyJson([one, one, one]);`,
  "UTF-8 that is written": `const one = "x".repeat(${HALF}); new TextEncoder().encode(one + one);`,
  "UTF-8 that is repaired": `new TextDecoder().decode(new Uint8Array(${HALF}).fill(255));`,
  "a pattern that keeps what it finds": `"x".repeat(1e6).match(/x/g);`,
  "a pattern that is long": `const all = []; for (;;) all.push(new RegExp("x?y+".repeat(1000)));`,
  "code that is long": `new Function("return [" + "{},".repeat(1e6) + "]");`,
  "errors that are kept": `const all = []; for (;;) all.push(new Error("x".repeat(100)));`,
  structuredClone: `const one = new Uint8Array(${HALF}); return [structuredClone(one), structuredClone(one)];`,
  arguments: `Math.max(...new Array(3e6).fill(1));`,
  "long integers": `const all = []; for (let n = 1n; ; n++) all.push(n << 10000n);`,
  "an iterator that is spread": `function* all() { for (let n = 0; ; n++) yield { n }; } return [...all()];`,
  "entries of an object": `const one = Object.fromEntries(Array.from({ length: 2e4 }, (_, n) => ["n" + n, n])); const all = []; for (;;) all.push(Object.entries(one));`,
  "what was caught once": `try { "x".repeat(${MOST}); } catch {} const all = []; for (;;) all.push({});`,
  "what is caught again and again": `const all = []; let caught = 0; for (;;) try { all.push({}); } catch (error) { if ((caught += 1) > 50) throw error; }`,
  "an error with a long message": `throw new RangeError("InternalError: out of memory " + "m".repeat(${HALF} - 1e6));`,
  "an error that needs memory to be printed": `throw { toString: () => { const all = []; for (;;) all.push({}); } };`,
};

/** What needs the memory of the host's border: answers, queries and reads. */
export const OUT_OF_MEMORY_IN_DECISIONS: Readonly<Record<string, string>> = {
  "reads that are kept": `const read = []; for (;;) read.push(db.queryEvents(${QUERY}));`,
  "reads whose data are kept": `const data = []; for (;;) data.push(db.queryEvents(${QUERY}).map((event) => event.data));`,
  handles: `const handles = []; for (;;) handles.push(db.atEffectiveTimestamp({ seconds: 1n, nanoseconds: 0 }));`,
  "a long query": `const one = { tag: "equals", val: { tag: "stream", val: "s".repeat(1e6) } }; db.queryEvents({ ...${QUERY}, selector: { nodes: new Array(100).fill(one) } });`,
  "a query of holes": `db.queryEvents({ ...${QUERY}, selector: { nodes: new Array(3e7) } });`,
  "an event that is long": `return [[{ ...${EVENT}, data: { tag: "string", val: "x".repeat(${HALF} + 1e6) } }], []];`,
  "bytes that are long": `return [[{ ...${EVENT}, data: { tag: "binary", val: new Uint8Array(${HALF} + 1e6) } }], []];`,
  "events that share a text": `const val = "x".repeat(1e6); return [new Array(100).fill({ ...${EVENT}, data: { tag: "string", val } }), []];`,
  "events without number": `return [new Array(1e6).fill(${EVENT}), []];`,
  "an answer of holes": `return [new Array(3e7), []];`,
  "conditions of holes": `return [[], new Array(3e7)];`,
  "a refusal that is long": `throw { tag: "conflict", val: "m".repeat(${HALF} + 1e6) };`,
};
