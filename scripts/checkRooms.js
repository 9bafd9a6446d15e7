// Holds the imports of src/ to the rules in rooms.js beside it; run by `npm run lint`. Imports are resolved as
// the compiler resolves them, so that a detour leads to the same file and to the same rule.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { ROOMS } from "./rooms.js";
import { circlesOf } from "./circlesOf.js";
import { importsOf } from "./importsOf.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OWN_NAME = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).name;

/** Problems of the sources under `src/`, with files in `planted` (text by path) as if they were there. */
export function checkRooms({ root = ROOT, rooms = ROOMS, planted = {} } = {}) {
  const texts = new Map(Object.entries(planted).map(([file, text]) => [join(root, file), text]));
  const resolveModule = resolver(root, texts);
  const src = join(root, "src");
  const files = new Set([
    ...readdirSync(src, { recursive: true })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(src, file)),
    ...texts.keys(),
  ]);
  const problems = [];
  const graph = new Map();
  for (const file of [...files].sort()) {
    const path = posix(relative(src, file));
    const room = roomOf(path, rooms);
    const report = (rule, message, line = 1) =>
      problems.push({ file: `src/${path}`, line, rule, message });
    if (room === undefined) {
      report(
        "no rule",
        `no room of scripts/rooms.js holds this file; give its folder a rule there`,
      );
      continue;
    }
    const targets = new Set();
    for (const found of importsOf(file, texts.get(file) ?? readFileSync(file, "utf8"))) {
      const target = found.specifier && resolveModule(found.specifier, file);
      const inside = target?.startsWith(src + sep) ? posix(relative(src, target)) : undefined;
      if (inside !== undefined && inside !== path) targets.add(inside);
      const refusal = refusalOf({ found, target, inside, path, room, rooms });
      if (refusal !== undefined) report(...refusal, found.line);
    }
    graph.set(path, targets);
  }
  for (const circle of circlesOf(graph)) {
    const message = `files import each other in a circle: ${[...circle, circle[0]].join(" → ")}`;
    problems.push({ file: `src/${circle[0]}`, line: 1, rule: "circle", message });
  }
  return problems;
}

/** The room with the longest name that a path of `src/` starts with; none in a folder that needs a rule. */
export function roomOf(path, rooms) {
  const names = Object.keys(rooms);
  const room = names
    .filter((name) => path === name || path.startsWith(`${name}/`))
    .reduce((best, name) => (name.length > (best?.length ?? 0) ? name : best), undefined);
  if (room === undefined) return undefined;
  // In a folder with rooms, a folder without a rule is a forgotten one.
  const folders = path.split("/").slice(0, -1);
  const forgotten = folders.some((_, depth) => {
    const parent = folders.slice(0, depth).join("/");
    const isRoomHere = (name) => dirname(name) === parent && !name.endsWith(".ts");
    if (parent.length < room.length || !names.some(isRoomHere)) return false;
    return parent !== room || !rooms[room].folders?.includes(folders[depth]);
  });
  return forgotten ? undefined : room;
}

function refusalOf({ found, target, inside, path, room, rooms }) {
  const rule = rooms[room];
  const { specifier, way } = found;
  if (specifier === undefined) {
    if (way === "url" || rule.computed?.includes(path)) return undefined;
    return ["computed", "imports an address that is made up at run time, which no rule can follow"];
  }
  if (specifier === OWN_NAME || specifier.startsWith(`${OWN_NAME}/`)) {
    return ["own name", `imports this package by its name, ${specifier}; use a relative path`];
  }
  if (inside !== undefined) {
    const other = roomOf(inside, rooms);
    if (other === room || other === undefined || rule.rooms.includes(other)) return undefined;
    if (rule.lazy?.includes(other)) {
      if (way === "dynamic") return undefined;
      return ["lazy", `the room ${room} may import ${other} by import() alone`];
    }
    const allowed = rule.rooms.join(", ") || "no other room";
    return ["room", `imports src/${inside}; the room ${room} may import from: ${allowed}`];
  }
  // Files that no module system loads, such as the WIT.
  if (way === "url" && target === undefined) return undefined;
  if (isBuiltin(specifier))
    return packageRefusal(`node:${specifier.replace(/^node:/, "")}`, room, rule);
  if (/^\.{0,2}\//.test(specifier)) {
    if (target === undefined) return ["unresolved", `imports ${specifier}, which is not there`];
    return ["outside", `imports ${specifier}, which is outside of src/`];
  }
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
  return packageRefusal(name.join("/"), room, rule);
}

function packageRefusal(name, room, { packages, inComponents }) {
  if (packages === "any" || packages.includes(name)) return undefined;
  const why = inComponents && name.startsWith("node:") ? "; this code runs inside components" : "";
  const allowed = packages.join(", ") || "no package";
  return ["package", `imports ${name}; the room ${room} may use: ${allowed}${why}`];
}

/** The compiler's own resolution, by the project's settings and with the planted files. */
function resolver(root, texts) {
  const config = join(root, "tsconfig.json");
  const { options } = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  const host = {
    ...ts.sys,
    fileExists: (file) => texts.has(file) || ts.sys.fileExists(file),
    readFile: (file) => texts.get(file) ?? ts.sys.readFile(file),
    directoryExists: (folder) =>
      existsSync(folder) || [...texts.keys()].some((file) => file.startsWith(`${folder}/`)),
  };
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  return (specifier, file) =>
    ts.resolveModuleName(specifier, file, options, host, cache, undefined, ts.ModuleKind.ESNext)
      .resolvedModule?.resolvedFileName;
}

const posix = (path) => path.split(sep).join("/");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const problems = checkRooms();
  for (const { file, line, rule, message } of problems) {
    console.error(`${file}:${line}: ${message} (${rule})`);
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
}
