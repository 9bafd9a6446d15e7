// Which modules of the engine use which, by the paths in their sources.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The modules below a folder with those that each uses, by `crate::`, `super::` or `self::`. A `mod`
 * is no use: a parent holds its children.
 */
export function rustModules(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".rs"));
  const modules = new Map(files.map((file) => [moduleOf(file), file]));
  return new Map(
    [...modules].map(([name, file]) => {
      const used = usedPaths(readFileSync(join(folder, file), "utf8"), name)
        .map((path) => longestModule(path, modules))
        .filter((other) => other !== undefined && other !== name);
      return [name, new Set(used)];
    }),
  );
}

const moduleOf = (file) =>
  file
    .replace(/\.rs$/, "")
    .replace(/[/\\]mod$/, "")
    .split(/[/\\]/)
    .join("::");

/** Paths from the root of the crate, groups in braces taken apart. */
function usedPaths(text, name) {
  const code = text.replace(/\/\/.*$/gm, "").replace(/\/\*.*?\*\//gs, "");
  const starts = [...code.matchAll(/(?<![\w$:])(crate|self|(?:super::)*super)::/g)];
  return starts.flatMap(({ 0: { length }, 1: start = "", index }) => {
    const up = start.split("::").filter((part) => part === "super").length;
    const here = name.split("::");
    const base = start === "crate" ? [] : here.slice(0, here.length - up);
    return pathsAt(code, index + length).map((path) => [...base, ...path]);
  });
}

/** The paths that begin at a place: `a::b` is one, `a::{b, c::d}` are two. */
function pathsAt(code, at) {
  if (code[at] !== "{") {
    const [word = ""] = /^\s*\w*/.exec(code.slice(at)) ?? [];
    const next = at + word.length;
    const rest = code.startsWith("::", next) ? pathsAt(code, next + 2) : [[]];
    return rest.map((path) => [word.trim(), ...path]);
  }
  const paths = [];
  let depth = 0;
  for (let place = at; place < code.length; place++) {
    if (code[place] === "{") depth++;
    if (code[place] === "}" && --depth === 0) break;
    const opens = place === at || (code[place] === "," && depth === 1);
    if (opens)
      paths.push(...pathsAt(code, place + 1 + /^\s*/.exec(code.slice(place + 1))[0].length));
  }
  return paths;
}

function longestModule(path, modules) {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join("::");
    if (modules.has(name)) return name;
  }
  return undefined;
}
