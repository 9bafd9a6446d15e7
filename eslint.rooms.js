/**
 * Which rooms of `src/` a room may import from: data flows downwards, and so do imports. A room that
 * is not named for another one is forbidden to it.
 */
const ROOMS = {
  domain: { rooms: [], packages: [] },
  model: { rooms: ["domain"], packages: [] },
  decorators: { rooms: ["domain", "model"], packages: ["reflect-metadata"] },
  codec: { rooms: ["domain", "model"], packages: ["class-transformer", "class-validator"] },
  runtime: { rooms: ["domain", "model", "codec"], packages: [] },
  wasm: { rooms: ["domain", "model", "codec", "runtime"], packages: [] },
  database: { rooms: ["domain"], packages: [] },
  protocol: { rooms: ["domain", "database"], packages: ["@bufbuild/protobuf"] },
  wasmBinary: { rooms: [], packages: [] },
  artifact: { rooms: ["domain", "model", "wasmBinary"], packages: [] },
  build: {
    rooms: ["domain", "model", "codec", "runtime", "artifact", "wasmBinary"],
    packages: "any",
  },
  // Specifications also run against built components: `testing/components.ts` imports the host, but only
  // by `import()` when that is asked for, so that nothing else needs the WebAssembly tools.
  testing: {
    rooms: ["domain", "model", "codec", "runtime", "database"],
    packages: ["node:path"],
  },
  host: {
    rooms: ["domain", "model", "codec", "artifact", "wasm", "database", "protocol", "wasmBinary"],
    packages: "any",
  },
  platform: { rooms: ["domain", "database", "artifact"], packages: ["node:crypto"] },
  store: { rooms: ["domain", "database", "protocol"], packages: "any" },
  // The one place where store, pool, platform and protocols meet.
  server: {
    rooms: [
      "domain",
      "model",
      "codec",
      "artifact",
      "database",
      "protocol",
      "store",
      "host",
      "platform",
    ],
    packages: "any",
  },
  cli: {
    rooms: [
      "domain",
      "model",
      "codec",
      "artifact",
      "build",
      "database",
      "host",
      "server",
      "wasmBinary",
    ],
    packages: "any",
  },
};

/** Code of these rooms runs inside components: no Node, and no work at load time. */
const IN_COMPONENTS = ["domain", "model", "decorators", "codec", "runtime", "wasm"];

const all = Object.keys(ROOMS);

export const roomRules = all.map((room) => {
  const { rooms, packages } = ROOMS[room];
  const forbidden = all.filter((other) => other !== room && !rooms.includes(other));
  const patterns = [
    {
      regex: `^(\\.\\./)+(${forbidden.join("|")})(/|$)`,
      message: `The room ${room} may import from: ${rooms.join(", ") || "no other room"}.`,
    },
  ];
  if (packages !== "any") {
    const allowed = packages.length === 0 ? "" : `(?!(${packages.join("|")})(/|$))`;
    patterns.push({
      regex: `^(?!\\.)${allowed}`,
      message: `The room ${room} may not import this package.`,
    });
  }
  if (IN_COMPONENTS.includes(room)) {
    patterns.push({
      regex: "^node:",
      message: "This code runs inside components, where there is no Node.",
    });
  }
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
});
