import type { EngineName } from "../../artifact/index.js";
/** What code finds inside the components of an engine, as far as it differs from Node. */
export interface EngineEnvironment {
  readonly engine: EngineName;
  /** Globals, and members such as `crypto.subtle`, that are not there. */
  readonly lacking: ReadonlyMap<string, Lack>;
  /** Globals that a bundle brings along if it uses them, by the module that supplies them. */
  readonly supplied: ReadonlyMap<string, SuppliedModule>;
  /** Whether there are Unicode's tables, which `normalize()` and `\p{…}` ask for. */
  readonly hasUnicodeTables: boolean;
  /** Whether what is lacking is there all the same, without any use: then only calling it fails. */
  readonly isThere: (name: string) => boolean;
}

/** A module of this package that is imported before a bundle's own modules. */
export type SuppliedModule = "build/supplied/url" | "build/supplied/intl";

/**
 * Globals that no engine has, by the module with a stand-in for those libraries that look at them while
 * they load, and then do without.
 */
export const STAND_INS: ReadonlyMap<string, SuppliedModule> = new Map([
  ["Intl", "build/supplied/intl"],
]);

export interface Lack {
  /** What to do instead. */
  readonly remedy: string;
  /** The engine that has it, if there is one. */
  readonly elsewhere?: EngineName;
}

const NO_INTL = "Write the format by hand, or leave it to whoever shows the text.";
const NO_NETWORK = "A definition computes: read what it needs from the database or the command.";
const NO_NODE = "Use what JavaScript itself has; constants can stand in a module of the project.";
const NO_TIMERS = "Do the work at once: nothing runs after a call has returned.";
const NO_THREADS = "Compute within the call: a component has one thread.";
const NO_STREAMS = "Work on strings and Uint8Array: all that a call gets is there when it begins.";
const NO_EVENTS = "Call functions directly: a call is done when it returns.";
const NO_HASHES = "Compute it in JavaScript, or before the command is sent.";

export const NODE_MODULE = NO_NODE;

export const REQUIRE =
  "Import the module: a bundle contains what is imported, and nothing is loaded later.";

/** In no engine, or there without any use, as timers are in starlingmonkey. */
const NOWHERE = {
  Intl: NO_INTL,
  Temporal: "Use the package's Timestamp, or numbers.",
  setTimeout: NO_TIMERS,
  setInterval: NO_TIMERS,
  setImmediate: NO_TIMERS,
  fetch: NO_NETWORK,
  XMLHttpRequest: NO_NETWORK,
  WebSocket: NO_NETWORK,
  process: NO_NODE,
  Buffer: "Use Uint8Array, TextEncoder and TextDecoder.",
  require: REQUIRE,
  navigator: NO_NODE,
  WebAssembly: "Compute it in JavaScript.",
  SharedArrayBuffer: NO_THREADS,
  Atomics: NO_THREADS,
  Worker: NO_THREADS,
  MessageChannel: NO_THREADS,
  BroadcastChannel: NO_THREADS,
};

const ONLY_IN_STARLINGMONKEY = {
  clearTimeout: NO_TIMERS,
  clearInterval: NO_TIMERS,
  Headers: NO_NETWORK,
  Request: NO_NETWORK,
  Response: NO_NETWORK,
  FormData: NO_NETWORK,
  Blob: NO_STREAMS,
  File: NO_STREAMS,
  ReadableStream: NO_STREAMS,
  WritableStream: NO_STREAMS,
  TransformStream: NO_STREAMS,
  CompressionStream: NO_STREAMS,
  DecompressionStream: NO_STREAMS,
  AbortController: NO_EVENTS,
  AbortSignal: NO_EVENTS,
  Event: NO_EVENTS,
  EventTarget: NO_EVENTS,
  CustomEvent: NO_EVENTS,
  "crypto.subtle": NO_HASHES,
};

export const STARLINGMONKEY_ENVIRONMENT: EngineEnvironment = {
  engine: "starlingmonkey",
  lacking: lacks(NOWHERE),
  supplied: new Map(),
  hasUnicodeTables: false,
  isThere: (name) => !["Intl", "process", "Buffer", "require"].includes(name),
};

export const QUICKJS_ENVIRONMENT: EngineEnvironment = {
  engine: "quickjs",
  lacking: new Map([...lacks(NOWHERE), ...lacks(ONLY_IN_STARLINGMONKEY, "starlingmonkey")]),
  supplied: new Map([
    ["URL", "build/supplied/url"],
    ["URLSearchParams", "build/supplied/url"],
  ]),
  hasUnicodeTables: true,
  isThere: () => false,
};

/** Lacking globals that stop a build when they are called while a module loads. */
export const STOPS_THE_BUILD: ReadonlySet<string> = new Set(["setTimeout", "setInterval", "fetch"]);

/** Names of the global object. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set([
  "globalThis",
  "self",
  "window",
  "global",
]);

function lacks(
  remedies: Readonly<Record<string, string>>,
  elsewhere?: EngineName,
): ReadonlyMap<string, Lack> {
  return new Map(
    Object.entries(remedies).map(([name, remedy]) => [
      name,
      elsewhere === undefined ? { remedy } : { remedy, elsewhere },
    ]),
  );
}
