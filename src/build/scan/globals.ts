const NO_INTL = "Write the format by hand, or leave it to whoever shows the text.";
const NO_NETWORK = "A definition computes: read what it needs from the database or the command.";
const NO_NODE = "Use what JavaScript itself has; constants can stand in a module of the project.";
const NO_TIMERS = "Do the work at once: nothing runs after a call has returned.";
const NO_THREADS = "Compute within the call: a component has one thread.";

/** Globals that components lack, each with what to do instead. */
export const LACKING: ReadonlyMap<string, string> = new Map([
  ["Intl", NO_INTL],
  ["Temporal", "Use the package's Timestamp, or numbers."],
  ["setTimeout", NO_TIMERS],
  ["setInterval", NO_TIMERS],
  ["setImmediate", NO_TIMERS],
  ["fetch", NO_NETWORK],
  ["XMLHttpRequest", NO_NETWORK],
  ["WebSocket", NO_NETWORK],
  ["process", NO_NODE],
  ["Buffer", "Use Uint8Array, TextEncoder and TextDecoder."],
  [
    "require",
    "Import the module: a bundle contains what is imported, and nothing is loaded later.",
  ],
  ["navigator", NO_NODE],
  ["WebAssembly", "Compute it in JavaScript."],
  ["SharedArrayBuffer", NO_THREADS],
  ["Atomics", NO_THREADS],
]);

/** Lacking globals that stop a build when they are called while a module loads. */
export const STOPS_THE_BUILD: ReadonlySet<string> = new Set(["setTimeout", "setInterval", "fetch"]);

/** Names of the global object. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set([
  "globalThis",
  "self",
  "window",
  "global",
]);

export const NODE_MODULE = NO_NODE;
