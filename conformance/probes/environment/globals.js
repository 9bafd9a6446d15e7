const NAMES = [
  ...[
    "TextEncoder",
    "TextDecoder",
    "URL",
    "URLSearchParams",
    "structuredClone",
    "console",
    "crypto",
  ],
  ...[
    "queueMicrotask",
    "performance",
    "Intl",
    "setTimeout",
    "setInterval",
    "clearTimeout",
    "fetch",
  ],
  ...["atob", "btoa", "AbortController", "AbortSignal", "Event", "EventTarget", "Blob", "Headers"],
  ...["Request", "Response", "ReadableStream", "DOMException", "WebAssembly", "Atomics"],
  ...["SharedArrayBuffer", "WeakRef", "FinalizationRegistry", "process", "Buffer", "require"],
  ...["Iterator", "Temporal", "globalThis", "eval", "Function", "Proxy", "Reflect"],
];

const exists = (value) => typeof value;

/** Which names there are; what is behind the web's own is asked elsewhere. */
export const GLOBALS = {
  ...Object.fromEntries(NAMES.map((name) => [name, () => exists(globalThis[name])])),
  "Symbol.dispose": () => exists(Symbol.dispose),
  "Symbol.asyncDispose": () => exists(Symbol.asyncDispose),
  "Symbol.metadata": () => exists(Symbol.metadata),
  "Array.fromAsync": () => exists(Array.fromAsync),
  "Object.groupBy": () => exists(Object.groupBy),
  "Map.groupBy": () => exists(Map.groupBy),
  "Promise.withResolvers": () => exists(Promise.withResolvers),
  "Array.prototype.toSorted": () => exists(Array.prototype.toSorted),
  "Array.prototype.with": () => exists(Array.prototype.with),
  "Set.prototype.union": () => exists(Set.prototype.union),
  "Iterator helpers": () => exists([].values().map),
  "String.prototype.normalize": () => exists("".normalize),
  "String.prototype.isWellFormed": () => exists("".isWellFormed),
  "String.prototype.toWellFormed": () => exists("".toWellFormed),
  "String.prototype.at": () => exists("".at),
  "Object.hasOwn": () => exists(Object.hasOwn),
  "Error.captureStackTrace": () => exists(Error.captureStackTrace),
  "Error.isError": () => exists(Error.isError),
  "RegExp.escape": () => exists(RegExp.escape),
  "JSON.rawJSON": () => exists(JSON.rawJSON),
  "Uint8Array.fromBase64": () => exists(Uint8Array.fromBase64),
  "ArrayBuffer.prototype.transfer": () => exists(ArrayBuffer.prototype.transfer),
  "code from text": () => new Function("a", "return a + 1")(1),
};
