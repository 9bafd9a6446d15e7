import { found, scan } from "./scanning.js";

/** Each stands within a function, so that it runs in a call. */
const within = (expression: string): string =>
  `export function run(x, db) { return ${expression}; }`;

describe("what the engine lacks is an error", () => {
  it.each([
    ["new Intl.NumberFormat('de')", "Intl"],
    ["fetch('https://example.org')", "fetch"],
    ["new XMLHttpRequest()", "XMLHttpRequest"],
    ["new WebSocket(x)", "WebSocket"],
    ["setTimeout(() => x, 10)", "setTimeout"],
    ["setInterval(x, 10)", "setInterval"],
    ["setImmediate(x)", "setImmediate"],
    ["process.env.HOME", "process"],
    ["Buffer.from(x)", "Buffer"],
    ["[Buffer]", "Buffer"],
    ["{ ...process }", "process"],
    ["{ [process]: 1 }", "process"],
    ["require('x')", "require"],
    ["navigator.language", "navigator"],
    ["WebAssembly.compile(x)", "WebAssembly"],
    ["new SharedArrayBuffer(8)", "SharedArrayBuffer"],
    ["Atomics.load(x, 0)", "Atomics"],
    ["Temporal.Now.instant()", "Temporal"],
    ["import('./x.js')", "import()"],
    ["globalThis.fetch(x)", "fetch"],
    ["globalThis['process'].env", "process"],
    ["globalThis?.setTimeout(x)", "setTimeout"],
    ["window.fetch(x)", "fetch"],
    ["x.normalize()", "String.prototype.normalize()"],
    ["x?.normalize('NFC')", "String.prototype.normalize()"],
    ["x['normalize'](`NFKD`)", "String.prototype.normalize()"],
    [String.raw`/^\p{L}+$/u.test(x)`, String.raw`\p{…} in a regular expression`],
    [String.raw`/[^\\\P{Lu}]/v.test(x)`, String.raw`\p{…} in a regular expression`],
    [String.raw`new RegExp("\\p{L}", "gu")`, String.raw`\p{…} in a regular expression`],
    [String.raw`RegExp("\\p{L}", x)`, String.raw`\p{…} in a regular expression`],
  ])("%s", (expression, what) => {
    expect(found(within(expression))).toEqual([`error ESF501 ${what}`]);
    expect(found(within(expression), "state-view")).toEqual([`error ESF501 ${what}`]);
  });

  it.each([
    ["const { fetch } = globalThis; fetch();", "fetch"],
    ["({ fetch: x } = globalThis);", "fetch"],
    ["const { Buffer: { from } } = globalThis;", "Buffer"],
    ["class A extends Buffer {}", "Buffer"],
    ["if (typeof fetch === 'function') x(); fetch();", "fetch"],
  ])("taken as in `%s`", (statements, what) => {
    expect(found(`export function run(x) { ${statements} }`)).toEqual([`error ESF501 ${what}`]);
  });

  it.each([
    [
      "import fs from 'node:fs'; export const run = () => fs.readFileSync('x');",
      "The module node:fs",
    ],
    ["import 'node:fs';", "The module node:fs"],
    ["export { join } from 'path';", "The module path"],
    ["export * from 'node:path';", "The module node:path"],
    ["export const run = () => __require('os').cpus();", "The module os"],
    ["export const run = (x) => __require$1(x);", "require()"],
  ])("modules, as in `%s`", (code, what) => {
    expect(found(code)).toEqual([`error ESF501 ${what}`]);
  });
});

describe("what ignores locales is a warning", () => {
  it.each([
    "toLocaleString",
    "toLocaleDateString",
    "toLocaleTimeString",
    "toLocaleLowerCase",
    "toLocaleUpperCase",
    "localeCompare",
  ])("%s", (method) => {
    expect(found(within(`x.${method}(x)`))).toEqual([`warning ESF501 ${method}()`]);
  });
});

describe("nothing is said of", () => {
  it.each([
    [
      "what every engine has",
      "queueMicrotask(x), structuredClone(x), new TextEncoder(), console.log(x)",
    ],
    ["a question whether a global is there", "typeof Buffer"],
    ["such a question through globalThis", "typeof globalThis?.fetch"],
    ["what runs only if it is there", "typeof Buffer !== 'undefined' && Buffer.isBuffer(x)"],
    ["what runs only if it is not there", "typeof fetch === 'undefined' ? x : fetch(x)"],
    ["members of the same name", "x.fetch(x.process, x.Buffer.require)"],
    ["keys of the same name", "{ fetch: 1, process() {}, get Buffer() { return 1; } }"],
    [
      "parameters",
      "((fetch, { process }, [Buffer], ...require) => [fetch, process, Buffer, require])",
    ],
    ["names of functions", "function fetch() { return fetch(); }"],
    ["names of classes", "class Buffer { static from = () => Buffer }"],
    ["a method of another kind of object", "x.normalize(x)"],
    ["a method that may be missing", "x.normalize?.()"],
    ["a pattern without Unicode mode", String.raw`/\p{2}/.test(x)`],
    ["an escaped backslash", String.raw`new RegExp("\\\\p{2}", "u")`],
    ["a pattern that is not a literal", "new RegExp(x, 'u')"],
    ["calls of upper and lower case", "x.toLocaleUpperCase()"],
  ])("%s", (_, expression) => {
    expect(found(within(expression))).toEqual([]);
  });

  it.each([
    ["variables of the module", "const fetch = (x) => x; export const run = () => fetch(1);"],
    ["functions declared later", "export const run = () => fetch(1); function fetch() {}"],
    [
      "imported names",
      "import { fetch } from 'evidentsource:x/y'; export const run = () => fetch(1);",
    ],
    [
      "hoisted variables",
      "export function run() { if (run) { var process = 1; } return process; }",
    ],
    [
      "caught errors",
      "export function run() { try { run(); } catch (process) { return process; } }",
    ],
    ["loop variables", "export function run(x) { for (const process of x) run(process); }"],
    [
      "variables of a switch",
      "export function run(x) { switch (x) { case 1: let process = 2; run(process); } }",
    ],
    ["labels", "export function run() { process: for (;;) { break process; } }"],
    ["a global that is set", "globalThis.process = {};"],
    ["names of exports", "const x = 1; export { x as fetch };"],
  ])("%s", (_, code) => {
    expect(found(code)).toEqual([]);
  });

  it("variables of another block, which do not hide a global", () => {
    expect(
      found("export function run() { { let process = 1; run(process); } return process; }"),
    ).toEqual(["error ESF501 process"]);
  });
});

describe("a method named normalize", () => {
  const code =
    "export class Vector { normalize() { return this; } }\nexport const run = (x) => x.normalize();";

  it("makes a call without arguments doubtful", () => {
    expect(found(code)).toEqual(["warning ESF501 String.prototype.normalize()"]);
  });

  it("leaves a call with a form an error", () => {
    expect(found(code.replace("x.normalize()", "x.normalize('NFC')"))).toEqual([
      "error ESF501 String.prototype.normalize()",
    ]);
  });
});

it("a diagnostic names place, class, member, cause and remedy", () => {
  const code = "export class Invoice {\n  total() {\n    return Intl.x;\n  }\n}";
  expect(scan(code).diagnostics).toEqual([
    {
      code: "ESF501",
      severity: "error",
      className: "Invoice",
      member: "total",
      where: { file: "src/code.ts", line: 3, column: 12 },
      cause: "Intl does not exist inside a component.",
      remedy: "Write the format by hand, or leave it to whoever shows the text.",
    },
  ]);
});

describe("what only one engine lacks", () => {
  it.each([
    ["new Blob([x])", "Blob"],
    ["new AbortController()", "AbortController"],
    ["new Event('x')", "Event"],
    ["new Response(x)", "Response"],
    ["new ReadableStream(x)", "ReadableStream"],
    ["crypto.subtle.digest('SHA-256', x)", "crypto.subtle"],
  ])("is an error for quickjs alone: %s", (expression, what) => {
    expect(found(within(expression), "state-change", "quickjs")).toEqual([`error ESF501 ${what}`]);
    expect(found(within(expression), "state-change", "starlingmonkey")).toEqual([]);
  });

  it.each([
    "x.normalize('NFC')",
    String.raw`/\p{L}/u.test(x)`,
    String.raw`new RegExp("\\p{L}", "u")`,
  ])("is an error for starlingmonkey alone: %s", (expression) => {
    expect(found(within(expression), "state-view", "quickjs")).toEqual([]);
    expect(found(within(expression), "state-view", "starlingmonkey")).toHaveLength(1);
  });

  it("is not an error where its presence is asked for", () => {
    const code = within("typeof crypto.subtle === 'object' ? crypto.subtle : typeof Blob");
    expect(found(code, "state-change", "quickjs")).toEqual([]);
  });

  it("names the engine, and the one that has it", () => {
    const [blob] = scan(within("new Blob([x])"), "state-change", "quickjs").diagnostics;
    expect(blob).toMatchObject({
      cause: "Blob does not exist inside a component of the engine quickjs.",
      remedy: expect.stringMatching(
        /^Work on strings .* Or build with --engine starlingmonkey, which has it\.$/,
      ) as string,
    });
    const [form] = scan(within("x.normalize('NFC')"), "state-change", "starlingmonkey").diagnostics;
    expect(form).toMatchObject({
      cause:
        "String.prototype.normalize() does not exist inside a component of the engine starlingmonkey.",
      remedy: expect.stringMatching(/Or build with --engine quickjs, which has it\.$/) as string,
    });
  });

  it("leaves what no engine has as it is", () => {
    const [intl] = scan(within("Intl.x"), "state-change", "quickjs").diagnostics;
    expect(intl?.cause).toBe("Intl does not exist inside a component.");
  });
});
