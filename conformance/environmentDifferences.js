/** Names that only a host with files, threads or a network has; none of the engines does. */
const NOWHERE = [
  "Intl",
  "WebAssembly",
  "SharedArrayBuffer",
  "Temporal",
  "process",
  "Buffer",
  "require",
];

/** What StarlingMonkey has and the purpose-built engine leaves out: no decision can use it. */
const BROAD_WEB = [
  ...[
    "setTimeout",
    "setInterval",
    "clearTimeout",
    "fetch",
    "AbortController",
    "AbortSignal",
    "Event",
  ],
  ...["EventTarget", "Blob", "Headers", "Request", "Response", "ReadableStream", "Atomics"],
];

/** Functions younger than the oldest Node that may run the cases. */
const YOUNG = [
  ...["Array.fromAsync", "Object.groupBy", "Map.groupBy", "Promise.withResolvers"],
  ...["Set.prototype.union", "Iterator helpers", "Error.captureStackTrace", "Error.isError"],
  ...["RegExp.escape", "JSON.rawJSON", "Uint8Array.fromBase64", "ArrayBuffer.prototype.transfer"],
];

const globals = (names, kind) => Object.fromEntries(names.map((name) => [`global: ${name}`, kind]));
const throws = (names, error) => Object.fromEntries(names.map((name) => [name, { thrown: error }]));
const number = (value) => ({ number: String(value) });

/** Answers in both engines that are not those of every Node, which else is the model. */
export const EXPECTED_EVERYWHERE = {
  ...globals(NOWHERE, "undefined"),
  ...globals(YOUNG, "function"),
  "global: Iterator": "function",
  "global: Symbol.dispose": "symbol",
  "global: Symbol.asyncDispose": "symbol",
  "global: Symbol.metadata": "undefined",
  "text: order of a locale": ["B", "a", "b", "z", "ä"],
  "text: numbers of a locale": "1234567.891",
  "text: integers of a locale": "12345",
  "text: dates of a locale": "01/01/1970",
  "pattern: duplicate named groups": [
    "y",
    { undefined: "" },
    "y",
    number(0),
    { object: [["a", "y"]] },
  ],
  "pattern: modifiers": ["Ab", number(0), { object: [] }],
  "collection: groups": {
    object: [
      ["odd", [number(1), number(3)]],
      ["even", [number(2)]],
    ],
  },
  // Node 24.21 and 26.12 take the second of two marks for the first one if that comes in two pieces.
  "utf8: decodes a mark in pieces": ["", "\ufeff", "\ufeffa", "\ufeffb"],
  "collection: iterator helpers": [number(2), number(6)],
  "collection: sets as in mathematics": [
    { set: [number(1), number(2), number(3)] },
    { set: [number(2)] },
  ],
};

/** What only one engine answers differently; docs/engine.md names all of it. */
export const EXPECTED_OF = {
  starlingmonkey: {
    ...globals(["String.prototype.normalize"], "undefined"),
    ...globals(BROAD_WEB, "function"),
    ...globals(["Atomics"], "undefined"),
    ...throws(["text: normalize", "text: normalize a form of none"], "TypeError"),
    ...throws(
      ["letters of Unicode", "scripts of Unicode", "not of Unicode", "emoji sequences"].map(
        (name) => `pattern: ${name}`,
      ),
      "SyntaxError",
    ),
    ...throws(["pattern: set notation"], "SyntaxError"),
    "pattern: ignoring case": [false, true, true, false],
    "text: lower case": ["i̇", "ä", "σ", "ασ", "ǆ", "𐐨"],
    "utf8: encodes a symbol": { Uint8Array: [] },
    ...throws(
      ["web: clones no symbols", "web: an address that can be", "web: no international address"],
      "TypeError",
    ),
    ...throws(["web: no text in base 64", "web: base 64 of wide text"], "RangeError"),
  },
  quickjs: {
    ...globals(BROAD_WEB, "undefined"),
    ...globals(["SharedArrayBuffer"], "function"),
    ...throws(["web: a signal"], "ReferenceError"),
    "web: no international address": "xn--a.test",
    "web: no address in two directions": "xn--a-9pc.test",
    "web: parameters of no UTF-8": "\ufffd\ufffd\ufffd",
  },
};
