import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { replaceBundlePlaces } from "../model/sourceLocation.js";

/** Rewrites places of a component's code in a text into places of the author's sources. */
export type MapPlaces = (text: string) => string;

/**
 * Components know places as `deposit.js:3804:54`; the source map beside the component tells where
 * that is. The map is read when the first place is met; without one, texts stay as they are.
 */
export function sourcePlaces(folder: string, name: string): MapPlaces {
  const file = join(folder, `${name}.js.map`);
  let map: TraceMap | undefined;
  return (text) =>
    replaceBundlePlaces(text, name, (line, column) => {
      if (map === undefined && !existsSync(file)) return undefined;
      map ??= new TraceMap(readFileSync(file, "utf8"));
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.source === null) return undefined;
      const source = relative(process.cwd(), resolve(dirname(file), found.source));
      return { file: source.split(sep).join("/"), line: found.line, column: found.column + 1 };
    });
}
