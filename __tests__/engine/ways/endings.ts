import type { Ways } from "./scriptOf.js";

/**
 * Ways in which a call can end, and leave something behind. What they leave in variables of the module
 * is theirs; calls that come after must not see anything else of it.
 */
export const ENDINGS: Ways = {
  "is done": `return db === undefined ? "done" : [[], []];`,
  "returns nothing": `return;`,
  "returns what is no answer": `return 5;`,
  "throws an error": `throw new Error("thrown");`,
  "throws a text": `throw "text";`,
  "throws nothing": `throw undefined;`,
  "throws what throws when it is printed": `throw { toString() { throw new Error("again"); } };`,
  refuses: `throw { tag: "conflict", val: "refused" };`,
  "refuses with what is no text": `throw { tag: "conflict", val: 5 };`,
  "leaves a job and refuses": `Promise.resolve().then(() => { kept.job = true; }); throw { tag: "conflict", val: "refused" };`,
  "leaves a job that loops and throws": `Promise.resolve().then(() => { for (;;); }); throw new Error("thrown");`,
  "leaves many jobs and throws": `for (let n = 0; n < 5000; n++) Promise.resolve().then(() => { kept.n = n; }); throw 1;`,
  "leaves a job that takes memory": `Promise.resolve().then(() => { kept.much = new Uint8Array(4e6); }); throw 1;`,
  "leaves a job while it is read": `const answer = [[], []]; Object.defineProperty(answer, "0", { get() { Promise.resolve().then(() => { for (;;); }); return []; } }); return answer;`,
  "leaves an async function that waits": `(async () => { await 1; for (;;); })(); throw 1;`,
  "leaves an async generator that waits": `(async function* () { yield 1; for (;;); })().next().then(() => { for (;;); }); throw 1;`,
  "rejects a promise": `return Promise.reject(new Error("rejected"));`,
  "never settles": `return new Promise(() => {});`,
  "settles late": `for (let n = 0; n < 10; n++) await n; throw new Error("late");`,
  loops: `for (;;);`,
  "loops in a job": `return Promise.resolve().then(() => { for (;;); });`,
  "loops in an executor": `for (;;) new Promise(() => { for (;;); });`,
  "loops in a pattern": `/^(a+)+$/.test("a".repeat(40) + "!");`,
  "loops when it is printed": `throw { toString() { for (;;); } };`,
  "loops and leaves jobs": `for (;;) Promise.resolve().then(() => { for (;;); });`,
  recurses: `const deeper = () => deeper() + 1; deeper();`,
  "recurses in a getter": `const one = { get x() { return this.x; } }; one.x;`,
  "recurses in a sort": `const sort = () => [2, 1].sort(sort); sort();`,
  "recurses in JSON": `let deep = []; for (let n = 0; n < 1e4; n++) deep = [deep]; JSON.stringify(deep);`,
  "takes all memory": `const all = []; for (;;) all.push({});`,
  "takes all memory in circles": `let last; for (;;) { const one = { before: last }; one.self = one; last = one; }`,
  "takes all memory and catches": `const all = []; try { for (;;) all.push(new Uint8Array(1e4)); } catch {} throw new Error("caught");`,
  "takes all memory in jobs": `for (;;) Promise.resolve().then(() => 1);`,
  "leaves garbage in circles": `for (let n = 0; n < 2e4; n++) { const one = { n }; one.self = one; } throw 1;`,
  "registers what is collected later": `kept.registry ??= new FinalizationRegistry(() => { for (;;); }); for (let n = 0; n < 100; n++) { const one = {}; one.self = one; kept.registry.register(one, n); } throw 1;`,
  "keeps its promise": `kept.promise = Promise.resolve().then(() => { for (;;); }); throw 1;`,
  "makes a shared buffer smaller": `const one = new ArrayBuffer(1000, { maxByteLength: 1000 }); const view = new Uint8Array(one); one.resize(1); new TextEncoder().encodeInto("x".repeat(900), view); throw 1;`,
  "gives bytes of a smaller buffer": `const one = new ArrayBuffer(1000, { maxByteLength: 1000 }); const view = new Uint8Array(one); one.resize(2); return view;`,
  "reads odd JSON": `const { parseJson } = globalThis[Symbol.for("evidentsource-functions.natives")]; for (const text of ["", "[", '{"a":1,"b":', "1e999", '{"__proto__":1}']) parseJson(text); throw 1;`,
  "asks for an odd order of keys": `const { keyOrder } = globalThis[Symbol.for("evidentsource-functions.natives")]; keyOrder([{ toString() { throw new Error("name"); } }]);`,
  "throws within natives": `const { stringifyJson } = globalThis[Symbol.for("evidentsource-functions.natives")]; stringifyJson([{ get toJSON() { throw new Error("toJSON"); } }]);`,
};

const QUERY = `{ selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "s" } }] }, direction: "forward" }`;
const EVENT = `{ id: "i", source: "s", specversion: "1.0", type: "t", attributes: [] }`;

export const ENDINGS_OF_DECISIONS: Ways = {
  "keeps the database": `kept.db = db; throw 1;`,
  "asks a database that was kept": `kept.db.revision();`,
  "keeps events": `kept.events = db.queryEvents(${QUERY}); throw 1;`,
  "reads events that were kept": `kept.events[0].id;`,
  "disposes of the database": `db[Symbol.dispose](); db.revision();`,
  "opens databases": `for (let n = 0; n < 50; n++) db.atEffectiveTimestamp({ seconds: 1n, nanoseconds: 0 }); throw 1;`,
  "reads too much": `const read = []; for (;;) read.push(db.queryEvents(${QUERY}));`,
  "answers with too much": `return [new Array(3e6), []];`,
  "answers with what throws": `return [[{ ...${EVENT}, get id() { throw new Error("id"); } }], []];`,
  "answers with what asks the database": `return [[{ ...${EVENT}, get id() { return db.name(); } }], []];`,
  "answers with what loops": `return [[{ ...${EVENT}, get id() { for (;;); } }], []];`,
  "queries with what throws": `db.queryEvents({ ...${QUERY}, get selector() { throw new Error("selector"); } });`,
  "queries with what queries": `db.queryEvents({ get selector() { db.queryEvents(${QUERY}); return 1; } });`,
  "makes the host fail": `db.createdAt();`,
};

/** Calls whose outcome must not depend on anything before, with all that a call has. */
export const INNOCENT: Ways = {
  JSON: `const { parseJson, stringifyJson } = globalThis[Symbol.for("evidentsource-functions.natives")]; return told(db, stringifyJson(parseJson('{"a":1,"b":[1.5,"ä",null],"c":{"a":2,"d":"\\\\u00e9"}}')));`,
  "keys in their order": `return told(db, Object.keys(JSON.parse('{"b":1,"a":{"z":1,"y":2}}')).join());`,
  "jobs in their order": `const seen = []; await Promise.all([1, 2, 3].map(async (n) => { await n; seen.push(n); })); return told(db, seen.join());`,
  "the depth of a recursion": `let depth = 0; const deeper = () => { depth += 1; deeper(); }; try { deeper(); } catch {} return told(db, String(depth));`,
  "most of the steps": `for (let n = 0; n < 450_000; n++); return told(db, "counted");`,
  "a large block of memory": `const one = new Uint8Array(1_000_000); return told(db, String(one.length));`,
  "many objects": `const all = []; for (let n = 0; n < 5000; n++) { const one = { n }; one.self = one; all.push(one); } return told(db, String(all.length));`,
  "a stack trace": `try { null.x; } catch (error) { return told(db, error.stack); }`,
  "an error": `throw new TypeError("told");`,
  "a refusal": `throw { tag: "not-found", val: "nobody" };`,
  "the clock": `return told(db, new Date().toISOString() + typeof kept);`,
  "a pattern": `return told(db, "a1b22".replace(/(\\d+)/g, (all) => "<" + all + ">"));`,
  bytes: `return told(db, [...new TextEncoder().encode("a€")].join() + new TextDecoder().decode(new Uint8Array([104, 255, 105])));`,
};

export const INNOCENT_DECISIONS: Ways = {
  reads: `return [db.queryEvents(${QUERY}).map((event) => ({ ...${EVENT}, id: event.id, data: event.data })), []];`,
  asks: `return told(db, db.name() + db.revision());`,
  "opens another database": `return told(db, db.atEffectiveTimestamp({ seconds: 1n, nanoseconds: 0 }).name());`,
};

/** Puts a text into the answer of either world. */
export const TOLD = `const told = (db, text) => db === undefined ? text : [[{ ...${EVENT}, data: { tag: "string", val: text } }], []];`;
