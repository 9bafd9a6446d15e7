/**
 * Which rooms of `src/` a room may import from; `checkRooms.js` holds the code to it and a
 * test compares it with the table in `docs/rooms.md`. Data flows downwards, and so do imports: a room
 * names only rooms that stand above it here; a room and the rooms within it may name each other.
 *
 * A room is a folder or a single file. A file belongs to the room with the longest matching name, and
 * naming a room does not name the rooms within it. Once one folder has a rule, each folder beside it
 * needs one.
 *
 * - `folders`: what lies beside rooms within this one and belongs to it all the same.
 * - `rooms`: what may be imported from, but for the room itself.
 * - `lazy`: what may be imported against the direction, by a literal `import()` alone.
 * - `packages`: names of packages and of Node's modules; or `"any"`.
 * - `computed`: files that load what they find by `import()` of an address that is made up at run time.
 * - `inComponents`: this code runs inside components, where there is no Node (`tsconfig.component.json`).
 *
 * @type {Record<string, import("./checkRooms.js").Room>}
 */
export const ROOMS = {
  "version.ts": { rooms: [], packages: [], inComponents: true },
  domain: { rooms: [], packages: [], inComponents: true },
  model: { rooms: ["version.ts", "domain"], packages: [], inComponents: true },
  decorators: {
    rooms: ["domain", "model"],
    packages: ["reflect-metadata"],
    inComponents: true,
  },
  codec: {
    rooms: ["domain", "model", "codec/compiled", "codec/state", "codec/value"],
    packages: ["class-transformer", "class-validator"],
    inComponents: true,
  },
  "codec/value": {
    rooms: ["domain", "model", "codec", "codec/compiled"],
    packages: ["class-transformer", "class-validator"],
    inComponents: true,
  },
  "codec/compiled": {
    rooms: ["domain", "model", "codec", "codec/value"],
    packages: ["class-transformer"],
    inComponents: true,
  },
  "codec/state": {
    rooms: ["domain", "model", "codec", "codec/compiled", "codec/value"],
    packages: [],
    inComponents: true,
  },
  "index.ts": {
    rooms: ["domain", "model", "decorators", "codec/value"],
    packages: [],
    inComponents: true,
  },
  runtime: { rooms: ["domain", "model", "codec"], packages: [], inComponents: true },
  "wasm/wit": { rooms: ["domain"], packages: [], inComponents: true },
  "wasm/guest": {
    rooms: ["domain", "model", "codec", "runtime", "wasm/wit"],
    packages: [],
    inComponents: true,
  },
  database: { rooms: ["domain"], packages: [] },
  protocol: { folders: ["gen"], rooms: ["domain", "database"], packages: ["@bufbuild/protobuf"] },
  "protocol/json": { rooms: ["domain", "codec"], packages: [] },
  wasmBinary: { rooms: [], packages: [] },
  contract: { rooms: ["domain", "model"], packages: [] },
  artifact: {
    rooms: ["domain", "model", "wasmBinary"],
    packages: [
      "@jridgewell/trace-mapping",
      "node:crypto",
      "node:fs",
      "node:fs/promises",
      "node:path",
      "node:url",
    ],
  },
  build: {
    folders: ["bundle", "discover", "engines", "scan", "types", "unchanged", "wit", "write"],
    rooms: [
      "version.ts",
      "domain",
      "model",
      "codec",
      "artifact",
      "build/quickjs",
      "build/starlingmonkey",
    ],
    packages: "any",
    computed: ["build/discover/discover.ts"],
  },
  "build/quickjs": {
    rooms: ["version.ts", "domain", "wasmBinary", "artifact", "build"],
    packages: "any",
  },
  "build/starlingmonkey": {
    rooms: ["domain", "artifact", "build"],
    packages: "any",
    computed: ["build/starlingmonkey/wizerWithLazyEvents.ts"],
  },
  "build/starlingmonkey/guest": { rooms: ["codec"], packages: [], inComponents: true },
  "build/supplied": {
    rooms: [],
    packages: ["whatwg-url-minimum"],
    inComponents: true,
  },
  host: {
    rooms: [
      "version.ts",
      "domain",
      "model",
      "codec",
      "wasm/wit",
      "database",
      "protocol",
      "wasmBinary",
      "artifact",
      "host/garbage.ts",
    ],
    packages: "any",
    computed: ["host/instantiable.ts", "host/pool/worker.ts"],
  },
  // For processes that load nothing else of the host.
  "host/garbage.ts": { rooms: [], packages: ["node:v8", "node:vm"] },
  testing: {
    rooms: ["domain", "model", "codec", "runtime", "database"],
    // Specifications run against built components, too; those in process need no WebAssembly tools.
    lazy: ["host"],
    packages: ["node:fs", "node:path"],
  },
  "store/sql": { rooms: ["domain", "database", "protocol"], packages: [] },
  "store/sqlite": {
    rooms: ["domain", "database", "protocol", "store/sql"],
    packages: ["node:fs", "node:module", "node:path"],
  },
  "store/postgres": {
    rooms: ["domain", "database", "protocol", "store/sql"],
    packages: ["node:crypto", "node:fs", "node:module", "node:path", "pg"],
  },
  platform: { rooms: ["domain", "database", "artifact"], packages: ["node:crypto"] },
  server: {
    rooms: [
      "version.ts",
      "domain",
      "codec",
      "database",
      "protocol",
      "protocol/json",
      "artifact",
      "platform",
    ],
    packages: "any",
  },
  "server/publishBuild.ts": {
    rooms: ["domain", "codec", "database", "artifact", "host", "platform", "server"],
    packages: "any",
  },
  "server/stores.ts": {
    rooms: ["domain", "database", "store/sqlite", "store/postgres", "platform", "server"],
    packages: "any",
  },
  "server/serve.ts": {
    rooms: [
      "version.ts",
      "domain",
      "database",
      "protocol",
      "artifact",
      "host",
      "store/sqlite",
      "store/postgres",
      "platform",
      "server",
      "server/stores.ts",
    ],
    packages: "any",
  },
  client: {
    folders: ["classes", "course", "follow"],
    rooms: ["domain", "model", "codec", "runtime"],
    packages: [],
  },
  "client/grpc": {
    rooms: ["domain", "protocol", "client"],
    packages: ["@bufbuild/protobuf", "@grpc/grpc-js"],
  },
  "client/rest": {
    rooms: ["domain", "codec", "protocol/json", "client"],
    packages: [],
  },
  "client/index.ts": {
    rooms: ["domain", "codec", "client", "client/grpc"],
    packages: [],
  },
  scaffold: {
    folders: ["add", "runners"],
    rooms: ["version.ts"],
    packages: ["node:fs", "node:fs/promises", "node:path", "node:url"],
  },
  dev: {
    folders: ["builder", "live", "specifications", "types", "watch"],
    rooms: [
      "domain",
      "model",
      "artifact",
      "build",
      "host/garbage.ts",
      "database",
      "platform",
      "server",
      "server/serve.ts",
    ],
    packages: "any",
    computed: ["dev/types/main.ts"],
  },
  cli: {
    rooms: [
      "version.ts",
      "domain",
      "model",
      "codec",
      "contract",
      "artifact",
      "build",
      "host",
      "protocol/json",
      "client",
      "client/rest",
      "server",
      "server/publishBuild.ts",
      "server/serve.ts",
      "scaffold",
      "dev",
    ],
    packages: "any",
  },
};

/** Rooms that are planned: their rules stand, their folders and their rows in the table may be missing. */
export const TO_COME = [];
