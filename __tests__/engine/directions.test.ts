import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const sources = fileURLToPath(new URL("../../engine/src", import.meta.url));

/** The files of the engine by the names of their modules, and which others each of them names. */
function dependencies(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".rs") && file !== "lib.rs",
  );
  const moduleOf = (file: string): string => file.replace(/(\/mod)?\.rs$/, "").replace(/\//g, "::");
  const modules = files.map(moduleOf);
  return new Map(
    files.map((file) => {
      const own = moduleOf(file);
      const named = namesIn(readFileSync(path.join(sources, file), "utf8"), own);
      const used = modules.filter((name) => name !== own && named.some((path) => isIn(path, name)));
      return [own, used];
    }),
  );
}

/** All that a source takes from other modules, without `crate::`. */
function namesIn(source: string, own: string): readonly string[] {
  const parent = own.split("::").slice(0, -1).join("::");
  const grouped = Array.from(source.matchAll(/use crate::\{([^}]*)\}/g), ([, names = ""]) =>
    names.split(",").map((name) => name.trim().replace(/::.*/, "")),
  );
  const single = Array.from(source.matchAll(/\bcrate::((?:\w+::)*\w+)/g), ([, name = ""]) => name);
  const siblings = Array.from(source.matchAll(/\bsuper::(\w+)/g), ([, name = ""]) =>
    parent === "" ? name : `${parent}::${name}`,
  );
  return [...grouped.flat(), ...single, ...siblings];
}

const isIn = (path: string, module: string): boolean =>
  path === module || (path.startsWith(`${module}::`) && !module.includes("::"));

test("files of the engine depend on each other in one direction", () => {
  const uses = dependencies();
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (module: string, way: readonly string[]): void => {
    if (way.includes(module))
      circles.push([...way.slice(way.indexOf(module)), module].join(" -> "));
    if (way.includes(module) || done.has(module)) return;
    for (const used of uses.get(module) ?? []) visit(used, [...way, module]);
    done.add(module);
  };
  for (const module of uses.keys()) visit(module, []);
  expect(circles).toEqual([]);
  expect(uses.get("call")).toContain("interrupt");
  expect(uses.get("natives::read_json")).toContain("natives::known_keys");
});
